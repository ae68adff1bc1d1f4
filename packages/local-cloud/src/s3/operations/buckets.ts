import { AwsError } from '../../kernel/aws-error.ts';
import type { Response } from '../../kernel/request.ts';
import type { S3Call } from '../s3-call.ts';
import { invalidArgument } from '../s3-error.ts';
import type { S3Operation } from '../s3-operation.ts';
import { membersOf, readXml, textOf, xmlAnswer } from '../s3-xml.ts';
import type { S3State } from '../state.ts';

/** How S3 names the owner of what an account holds: a canonical user id of 64 hex digits. */
export const ownerOf = (accountId: string): { ID: string } => ({ ID: accountId.padStart(64, '0') });

const listBuckets = ({ buckets, accountId, region }: S3State, { query }: S3Call): Response => {
  const [prefix, asked, token] = [
    query.get('prefix') ?? '',
    query.get('max-buckets'),
    query.get('continuation-token') ?? '',
  ];
  const max = asked === undefined ? 10_000 : Number(asked);
  const after = Buffer.from(token, 'base64url').toString('utf8');
  const all = buckets.list().filter(({ name }) => name.startsWith(prefix) && name > after);
  const page = all.slice(0, max);
  const last = page.at(-1);
  return xmlAnswer('ListAllMyBucketsResult', {
    Owner: ownerOf(accountId),
    Buckets: {
      Bucket: page.map(({ name, createdAt }) => ({
        Name: name,
        CreationDate: new Date(createdAt).toISOString(),
        ...(query.size > 0 ? { BucketRegion: region } : {}),
      })),
    },
    Prefix: query.get('prefix'),
    ContinuationToken:
      all.length > page.length && last !== undefined ? Buffer.from(last.name).toString('base64url') : undefined,
  });
};

const refuseOtherRegion = ({ body }: S3Call, region: string): void => {
  if (body.length === 0) return;
  const configuration = membersOf(readXml(body, 'CreateBucketConfiguration'));
  const stranger = Object.keys(configuration).find((name) => name !== 'LocationConstraint');
  if (stranger !== undefined) throw invalidArgument(`${stranger} is not supported`, stranger, '');
  const location = textOf(configuration['LocationConstraint']);
  if (location === undefined || location === region) return;
  throw new AwsError(
    'IllegalLocationConstraintException',
    `The ${location} location constraint is incompatible for the region specific endpoint this request was sent to.`,
  );
};

const createBucket = ({ buckets, region }: S3State, call: S3Call): Response => {
  refuseOtherRegion(call, region);
  // Making one's own bucket again is no error in us-east-1, and only there.
  if (region !== 'us-east-1' || !buckets.has(call.bucket)) buckets.create(call.bucket);
  return { headers: { location: `/${call.bucket}`, 'x-amz-bucket-arn': `arn:aws:s3:::${call.bucket}` } };
};

/** @throws AwsError BucketNotEmpty */
export const deleteEmptyBucket = ({ buckets, objects, uploads }: S3State, name: string): void => {
  buckets.get(name);
  if (!objects.table.isEmpty(name) || uploads.list(name).length > 0) {
    throw new AwsError(
      'BucketNotEmpty',
      objects.table.isEmpty(name)
        ? 'The bucket you tried to delete has multipart uploads in progress'
        : 'The bucket you tried to delete is not empty',
      { status: 409, members: { BucketName: name } },
    );
  }
  buckets.remove(name);
};

/** Operations on buckets as such. */
export const bucketOperations = (state: S3State): readonly S3Operation[] => [
  {
    name: 'ListBuckets',
    method: 'GET',
    on: 'service',
    query: ['prefix', 'max-buckets', 'continuation-token'],
    run: (call) => listBuckets(state, call),
  },
  {
    name: 'CreateBucket',
    method: 'PUT',
    on: 'bucket',
    run: (call) => createBucket(state, call),
  },
  {
    name: 'HeadBucket',
    method: 'HEAD',
    on: 'bucket',
    run: ({ bucket }) => {
      state.buckets.get(bucket);
      return {
        headers: {
          'x-amz-bucket-region': state.region,
          'x-amz-bucket-arn': `arn:aws:s3:::${bucket}`,
          'x-amz-access-point-alias': 'false',
        },
      };
    },
  },
  {
    name: 'DeleteBucket',
    method: 'DELETE',
    on: 'bucket',
    run: ({ bucket }) => {
      deleteEmptyBucket(state, bucket);
      return { status: 204 };
    },
  },
  {
    name: 'GetBucketLocation',
    method: 'GET',
    on: 'bucket',
    selector: 'location',
    run: ({ bucket }) => {
      state.buckets.get(bucket);
      return xmlAnswer('LocationConstraint', state.region === 'us-east-1' ? '' : state.region);
    },
  },
];

import { AwsError, UnsupportedError } from '../../kernel/aws-error.ts';
import type { Response } from '../../kernel/request.ts';
import { verifyBody } from '../body.ts';
import type { Bucket, PublicAccessBlock } from '../bucket.ts';
import type { S3Call } from '../s3-call.ts';
import type { S3Operation } from '../s3-operation.ts';
import { membersOf, readXml, textOf, xmlAnswer } from '../s3-xml.ts';
import type { S3State } from '../state.ts';

/** One part of a bucket's configuration: how it is read, put and taken away over the API. */
interface Setting {
  readonly name: string;
  readonly selector: string;
  readonly get: (bucket: Bucket) => Response;
  readonly put?: (call: S3Call) => Partial<Bucket>;
  readonly remove?: Partial<Bucket>;
  /** 200 unless given. */
  readonly putStatus?: number;
}

const missing = (code: string, message: string, bucket: string) =>
  new AwsError(code, message, { status: 404, members: { BucketName: bucket } });

const refuseStrangers = (members: object, known: readonly string[], what: string): void => {
  const stranger = Object.keys(members).find((name) => !known.includes(name));
  if (stranger !== undefined) throw new UnsupportedError(`the member ${stranger} of s3:${what}`);
};

const versioning: Setting = {
  name: 'BucketVersioning',
  selector: 'versioning',
  get: ({ versioning: status }) => xmlAnswer('VersioningConfiguration', { Status: status }),
  put: ({ body }) => {
    const members = membersOf(readXml(body, 'VersioningConfiguration'));
    refuseStrangers(members, ['Status'], 'PutBucketVersioning');
    const status = textOf(members['Status']);
    if (status === 'Enabled' || status === 'Suspended') return { versioning: status };
    throw new AwsError('IllegalVersioningConfigurationException', 'The Versioning element must be specified');
  },
};

const encryption: Setting = {
  name: 'BucketEncryption',
  selector: 'encryption',
  get: ({ bucketKeyEnabled }) =>
    xmlAnswer('ServerSideEncryptionConfiguration', {
      Rule: {
        ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' },
        BucketKeyEnabled: bucketKeyEnabled ?? false,
      },
    }),
  put: ({ body }) => {
    const rule = membersOf(membersOf(readXml(body, 'ServerSideEncryptionConfiguration'))['Rule']);
    refuseStrangers(rule, ['ApplyServerSideEncryptionByDefault', 'BucketKeyEnabled'], 'PutBucketEncryption');
    const algorithm = textOf(membersOf(rule['ApplyServerSideEncryptionByDefault'])['SSEAlgorithm']);
    if (algorithm !== 'AES256') throw new UnsupportedError(`the server-side encryption ${algorithm} of s3`);
    return { bucketKeyEnabled: textOf(rule['BucketKeyEnabled']) === 'true' };
  },
  remove: { bucketKeyEnabled: undefined },
};

const flags = ['BlockPublicAcls', 'IgnorePublicAcls', 'BlockPublicPolicy', 'RestrictPublicBuckets'] as const;

const publicAccessBlock: Setting = {
  name: 'PublicAccessBlock',
  selector: 'publicAccessBlock',
  get: ({ name, publicAccessBlock: block }) => {
    if (block !== undefined) return xmlAnswer('PublicAccessBlockConfiguration', { ...block });
    throw missing('NoSuchPublicAccessBlockConfiguration', 'The public access block configuration was not found', name);
  },
  put: ({ body }) => {
    const members = membersOf(readXml(body, 'PublicAccessBlockConfiguration'));
    refuseStrangers(members, flags, 'PutPublicAccessBlock');
    const block = Object.fromEntries(flags.map((flag) => [flag, textOf(members[flag]) === 'true']));
    return { publicAccessBlock: block as unknown as PublicAccessBlock };
  },
  remove: { publicAccessBlock: undefined },
};

const readPolicy = (text: string): string => {
  try {
    const { Statement } = JSON.parse(text) as { Statement?: unknown };
    if (Statement !== undefined) return text;
  } catch (cause) {
    throw new AwsError('MalformedPolicy', "Policies must be valid JSON and the first byte must be '{'", { cause });
  }
  throw new AwsError('MalformedPolicy', 'Missing required field Statement');
};

const policy: Setting = {
  name: 'BucketPolicy',
  selector: 'policy',
  get: ({ name, policy: text }) => {
    if (text !== undefined) return { headers: { 'content-type': 'application/json' }, body: text };
    throw missing('NoSuchBucketPolicy', 'The bucket policy does not exist', name);
  },
  put: ({ body }) => ({ policy: readPolicy(body.toString('utf8')) }),
  remove: { policy: undefined },
  putStatus: 204,
};

const ownershipControls: Setting = {
  name: 'BucketOwnershipControls',
  selector: 'ownershipControls',
  get: () => xmlAnswer('OwnershipControls', { Rule: { ObjectOwnership: 'BucketOwnerEnforced' } }),
  put: ({ body }) => {
    const ownership = textOf(membersOf(membersOf(readXml(body, 'OwnershipControls'))['Rule'])['ObjectOwnership']);
    if (ownership !== 'BucketOwnerEnforced') throw new UnsupportedError(`the object ownership ${ownership} of s3`);
    return {};
  },
};

const operationsOf = (
  state: S3State,
  { name, selector, get, put, remove, putStatus }: Setting,
): readonly S3Operation[] => {
  const common = { on: 'bucket', selector } as const;
  const getting: S3Operation = {
    ...common,
    name: `Get${name}`,
    method: 'GET',
    run: ({ bucket }) => get(state.buckets.get(bucket)),
  };
  const putting = (change: NonNullable<Setting['put']>): S3Operation => ({
    ...common,
    name: `Put${name}`,
    method: 'PUT',
    run: (call) => {
      verifyBody(call);
      state.buckets.configure(call.bucket, change(call));
      return { status: putStatus ?? 200 };
    },
  });
  const removing = (change: Partial<Bucket>): S3Operation => ({
    ...common,
    name: `Delete${name}`,
    method: 'DELETE',
    run: ({ bucket }) => {
      state.buckets.configure(bucket, change);
      return { status: 204 };
    },
  });
  return [getting, ...(put === undefined ? [] : [putting(put)]), ...(remove === undefined ? [] : [removing(remove)])];
};

export const configurationOperations = (state: S3State): readonly S3Operation[] =>
  [versioning, encryption, publicAccessBlock, policy, ownershipControls].flatMap((setting) =>
    operationsOf(state, setting),
  );

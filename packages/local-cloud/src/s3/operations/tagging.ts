import { AwsError } from '../../kernel/aws-error.ts';
import type { Response } from '../../kernel/request.ts';
import { verifyBody } from '../body.ts';
import type { Tag } from '../bucket.ts';
import { checkTags } from '../details.ts';
import type { S3Call } from '../s3-call.ts';
import type { S3Operation } from '../s3-operation.ts';
import { listOf, membersOf, readXml, requiredText, xmlAnswer } from '../s3-xml.ts';
import type { S3State } from '../state.ts';

const readTags = (call: S3Call, max: number): readonly Tag[] => {
  verifyBody(call);
  const set = membersOf(membersOf(readXml(call.body, 'Tagging'))['TagSet']);
  const tags = listOf(set['Tag']).map((node) => {
    const { Key, Value } = membersOf(node);
    return { Key: requiredText(Key), Value: requiredText(Value) };
  });
  return checkTags(tags, max);
};

const answerTags = (tags: readonly Tag[]): Response => xmlAnswer('Tagging', { TagSet: { Tag: tags } });

const changeObjectTags = ({ objects }: S3State, call: S3Call, tags: readonly Tag[], status: number): Response => {
  const version = objects.find(call.bucket, call.key, call.query.get('versionId'));
  objects.table.setDetails(version, { ...version.details, tags });
  return { status };
};

const objectTagging = (state: S3State): readonly S3Operation[] => [
  {
    name: 'GetObjectTagging',
    method: 'GET',
    on: 'object',
    selector: 'tagging',
    query: ['versionId'],
    run: ({ bucket, key, query }) => answerTags(state.objects.find(bucket, key, query.get('versionId')).details.tags),
  },
  {
    name: 'PutObjectTagging',
    method: 'PUT',
    on: 'object',
    selector: 'tagging',
    query: ['versionId'],
    run: (call) => changeObjectTags(state, call, readTags(call, 10), 200),
  },
  {
    name: 'DeleteObjectTagging',
    method: 'DELETE',
    on: 'object',
    selector: 'tagging',
    query: ['versionId'],
    run: (call) => changeObjectTags(state, call, [], 204),
  },
];

const bucketTagging = ({ buckets }: S3State): readonly S3Operation[] => [
  {
    name: 'GetBucketTagging',
    method: 'GET',
    on: 'bucket',
    selector: 'tagging',
    run: ({ bucket }) => {
      const { tags } = buckets.get(bucket);
      if (tags === undefined) {
        throw new AwsError('NoSuchTagSet', 'The TagSet does not exist', {
          status: 404,
          members: { BucketName: bucket },
        });
      }
      return answerTags(tags);
    },
  },
  {
    name: 'PutBucketTagging',
    method: 'PUT',
    on: 'bucket',
    selector: 'tagging',
    run: (call) => {
      buckets.configure(call.bucket, { tags: readTags(call, 50) });
      return { status: 204 };
    },
  },
  {
    name: 'DeleteBucketTagging',
    method: 'DELETE',
    on: 'bucket',
    selector: 'tagging',
    run: ({ bucket }) => {
      buckets.configure(bucket, { tags: undefined });
      return { status: 204 };
    },
  },
];

export const taggingOperations = (state: S3State): readonly S3Operation[] => [
  ...objectTagging(state),
  ...bucketTagging(state),
];

import { AwsError } from '../../kernel/aws-error.ts';
import { verifyBody } from '../body.ts';
import { lifecycleFromXml, lifecycleToXml } from '../lifecycle-xml.ts';
import type { S3Operation } from '../s3-operation.ts';
import { readXml, xmlAnswer } from '../s3-xml.ts';
import type { S3State } from '../state.ts';

export const lifecycleOperations = ({ buckets }: S3State): readonly S3Operation[] => [
  {
    name: 'GetBucketLifecycleConfiguration',
    method: 'GET',
    on: 'bucket',
    selector: 'lifecycle',
    run: ({ bucket }) => {
      const { lifecycle } = buckets.get(bucket);
      if (lifecycle !== undefined) return xmlAnswer('LifecycleConfiguration', { Rule: lifecycle.map(lifecycleToXml) });
      throw new AwsError('NoSuchLifecycleConfiguration', 'The lifecycle configuration does not exist', {
        status: 404,
        members: { BucketName: bucket },
      });
    },
  },
  {
    name: 'PutBucketLifecycleConfiguration',
    method: 'PUT',
    on: 'bucket',
    selector: 'lifecycle',
    run: (call) => {
      verifyBody(call);
      buckets.configure(call.bucket, { lifecycle: lifecycleFromXml(readXml(call.body, 'LifecycleConfiguration')) });
      return {};
    },
  },
  {
    name: 'DeleteBucketLifecycle',
    method: 'DELETE',
    on: 'bucket',
    selector: 'lifecycle',
    run: ({ bucket }) => {
      buckets.configure(bucket, { lifecycle: undefined });
      return { status: 204 };
    },
  },
];

import { resourceType } from '../../kernel/resource-type.ts';
import type { S3State } from '../state.ts';

interface BucketPolicyProperties {
  readonly Bucket: string;
  readonly PolicyDocument: object;
}

/** AWS::S3::BucketPolicy. Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucketpolicy.html */
export const bucketPolicyType = ({ buckets }: S3State) => {
  const put = ({ Bucket, PolicyDocument }: BucketPolicyProperties) => {
    buckets.configure(Bucket, { policy: JSON.stringify(PolicyDocument) });
    return { physicalId: Bucket, attributes: {} };
  };
  return resourceType<BucketPolicyProperties>({
    typeName: 'AWS::S3::BucketPolicy',
    schema: {
      properties: { Bucket: { type: 'string' }, PolicyDocument: { type: 'object' } },
      required: ['Bucket', 'PolicyDocument'],
    },
    createOnly: ['Bucket'],
    create: async (properties) => put(properties),
    update: async (_existing, properties) => put(properties),
    remove: async ({ physicalId }) => {
      if (buckets.has(physicalId)) buckets.configure(physicalId, { policy: undefined });
    },
  });
};

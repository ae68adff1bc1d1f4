import { AwsError } from '../../kernel/aws-error.ts';
import { type ResourceState, resourceType } from '../../kernel/resource-type.ts';
import type { Bucket, PublicAccessBlock, Tag } from '../bucket.ts';
import { deleteEmptyBucket } from '../operations/buckets.ts';
import type { S3State } from '../state.ts';
import { type LifecycleProperty, lifecycleFromProperty, lifecycleSchema } from './lifecycle-property.ts';

interface BucketProperties {
  readonly BucketName?: string;
  readonly BucketEncryption?: {
    readonly ServerSideEncryptionConfiguration: readonly { readonly BucketKeyEnabled?: boolean }[];
  };
  readonly PublicAccessBlockConfiguration?: Partial<PublicAccessBlock>;
  readonly VersioningConfiguration?: { readonly Status: 'Enabled' | 'Suspended' };
  readonly LifecycleConfiguration?: LifecycleProperty;
  readonly OwnershipControls?: unknown;
  readonly Tags?: readonly Tag[];
}

const boolean = { type: 'boolean' };

const encryptionSchema = {
  type: 'object',
  properties: {
    ServerSideEncryptionConfiguration: {
      type: 'array',
      maxItems: 1,
      items: {
        type: 'object',
        properties: {
          BucketKeyEnabled: boolean,
          ServerSideEncryptionByDefault: {
            type: 'object',
            // No KMS in this cloud: a bucket that asks for it is refused rather than kept unencrypted.
            properties: { SSEAlgorithm: { type: 'string', enum: ['AES256'] } },
            required: ['SSEAlgorithm'],
          },
        },
      },
    },
  },
  required: ['ServerSideEncryptionConfiguration'],
};

const schema = {
  properties: {
    BucketName: { type: 'string' },
    BucketEncryption: encryptionSchema,
    PublicAccessBlockConfiguration: {
      type: 'object',
      properties: {
        BlockPublicAcls: boolean,
        BlockPublicPolicy: boolean,
        IgnorePublicAcls: boolean,
        RestrictPublicBuckets: boolean,
      },
    },
    VersioningConfiguration: {
      type: 'object',
      properties: { Status: { type: 'string', enum: ['Enabled', 'Suspended'] } },
      required: ['Status'],
    },
    LifecycleConfiguration: lifecycleSchema,
    OwnershipControls: {
      type: 'object',
      properties: {
        Rules: {
          type: 'array',
          items: { type: 'object', properties: { ObjectOwnership: { type: 'string', enum: ['BucketOwnerEnforced'] } } },
        },
      },
      required: ['Rules'],
    },
    Tags: {
      type: 'array',
      items: {
        type: 'object',
        properties: { Key: { type: 'string' }, Value: { type: 'string' } },
        required: ['Key', 'Value'],
      },
    },
  },
};

const configurationOf = (properties: BucketProperties): Partial<Bucket> => {
  const block = properties.PublicAccessBlockConfiguration;
  return {
    versioning: properties.VersioningConfiguration?.Status,
    bucketKeyEnabled: properties.BucketEncryption?.ServerSideEncryptionConfiguration[0]?.BucketKeyEnabled,
    lifecycle:
      properties.LifecycleConfiguration === undefined
        ? undefined
        : lifecycleFromProperty(properties.LifecycleConfiguration),
    tags: properties.Tags,
    ...(block === undefined
      ? {}
      : {
          publicAccessBlock: {
            BlockPublicAcls: block.BlockPublicAcls ?? false,
            IgnorePublicAcls: block.IgnorePublicAcls ?? false,
            BlockPublicPolicy: block.BlockPublicPolicy ?? false,
            RestrictPublicBuckets: block.RestrictPublicBuckets ?? false,
          },
        }),
  };
};

const stateOf = (name: string, region: string): ResourceState => ({
  physicalId: name,
  attributes: {
    Arn: `arn:aws:s3:::${name}`,
    DomainName: `${name}.s3.amazonaws.com`,
    RegionalDomainName: `${name}.s3.${region}.amazonaws.com`,
    DualStackDomainName: `${name}.s3.dualstack.${region}.amazonaws.com`,
  },
});

/** AWS::S3::Bucket. Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html */
export const bucketType = (state: S3State) =>
  resourceType<BucketProperties>({
    typeName: 'AWS::S3::Bucket',
    schema,
    createOnly: ['BucketName'],
    create: async (properties, context) => {
      const name = properties.BucketName ?? context.generateName(63).toLowerCase();
      if (state.buckets.has(name)) throw new AwsError('AlreadyExists', `${name} already exists`, { status: 409 });
      state.buckets.create(name);
      context.initiated(stateOf(name, state.region));
      state.buckets.configure(name, configurationOf(properties));
      return stateOf(name, state.region);
    },
    update: async ({ physicalId, properties: before }, properties) => {
      // What was once versioned stays so: without the property versioning is suspended.
      const isTakenAway =
        before.VersioningConfiguration !== undefined && properties.VersioningConfiguration === undefined;
      const change = configurationOf(properties);
      state.buckets.configure(physicalId, isTakenAway ? { ...change, versioning: 'Suspended' } : change);
      return stateOf(physicalId, state.region);
    },
    remove: async ({ physicalId }) => {
      if (state.buckets.has(physicalId)) deleteEmptyBucket(state, physicalId);
    },
  });

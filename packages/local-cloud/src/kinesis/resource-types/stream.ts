import { UnsupportedError } from '../../kernel/aws-error.ts';
import { type ResourceState, resourceType } from '../../kernel/resource-type.ts';
import { deleteStream, type KinesisState } from '../state.ts';
import type { Stream, StreamMode } from '../stream.ts';

interface StreamProperties {
  readonly Name?: string;
  readonly ShardCount?: number;
  readonly StreamModeDetails?: { readonly StreamMode: StreamMode };
  readonly RetentionPeriodHours?: number;
  readonly StreamEncryption?: { readonly EncryptionType: 'KMS'; readonly KeyId: string };
  readonly Tags?: readonly { readonly Key: string; readonly Value: string }[];
}

const schema = {
  properties: {
    Name: { type: 'string' },
    ShardCount: { type: 'integer', minimum: 1 },
    StreamModeDetails: {
      type: 'object',
      properties: { StreamMode: { type: 'string', enum: ['PROVISIONED', 'ON_DEMAND'] } },
      required: ['StreamMode'],
    },
    RetentionPeriodHours: { type: 'integer', minimum: 24, maximum: 8760 },
    StreamEncryption: {
      type: 'object',
      properties: { EncryptionType: { type: 'string', enum: ['KMS'] }, KeyId: { type: 'string' } },
      required: ['EncryptionType', 'KeyId'],
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

const modeOf = ({ StreamModeDetails }: StreamProperties): StreamMode => StreamModeDetails?.StreamMode ?? 'PROVISIONED';

const changeOf = (properties: StreamProperties): Partial<Stream> => ({
  mode: modeOf(properties),
  retentionHours: Number(properties.RetentionPeriodHours ?? 24),
  kmsKeyId: properties.StreamEncryption?.KeyId,
  tags: Object.fromEntries((properties.Tags ?? []).map(({ Key, Value }) => [Key, Value])),
});

const stateOf = ({ name, arn }: Stream): ResourceState => ({ physicalId: name, attributes: { Arn: arn } });

/** AWS::Kinesis::Stream. Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kinesis-stream.html */
export const streamType = (state: KinesisState) =>
  resourceType<StreamProperties>({
    typeName: 'AWS::Kinesis::Stream',
    schema,
    createOnly: ['Name'],
    create: async (properties, context) => {
      const name = properties.Name ?? context.generateName(128);
      const shardCount = properties.ShardCount === undefined ? undefined : Number(properties.ShardCount);
      state.streams.create({ name, mode: modeOf(properties), shardCount });
      return stateOf(state.streams.change(name, changeOf(properties)));
    },
    update: async ({ physicalId, properties: before }, properties) => {
      const isResized =
        modeOf(properties) === 'PROVISIONED' && (before.ShardCount ?? 1) !== (properties.ShardCount ?? 1);
      if (isResized) throw new UnsupportedError('a change of ShardCount of AWS::Kinesis::Stream');
      return stateOf(state.streams.change(physicalId, changeOf(properties)));
    },
    remove: async ({ physicalId }) => {
      if (state.streams.list().some(({ name }) => name === physicalId)) await deleteStream(state, physicalId);
    },
  });

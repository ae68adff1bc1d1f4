import { AwsError } from '../../kernel/aws-error.ts';
import type { CloudContext } from '../../kernel/context.ts';
import { resourceType } from '../../kernel/resource-type.ts';
import { mappingArn } from '../event-source-mappings/describe-mapping.ts';
import type { Mappings } from '../event-source-mappings/mappings.ts';
import type { MappingInput } from '../event-source-mappings/read-mapping.ts';

interface Properties extends Omit<MappingInput, 'Tags'> {
  readonly EventSourceArn: string;
  readonly FunctionName: string;
  readonly Tags?: readonly { readonly Key: string; readonly Value: string }[];
}

const text = { type: 'string' };
const integer = { type: 'integer' };
const object = (properties: Record<string, unknown>) => ({ type: 'object', properties });

const schema = {
  properties: {
    BatchSize: { ...integer, minimum: 1, maximum: 10_000 },
    BisectBatchOnFunctionError: { type: 'boolean' },
    DestinationConfig: object({ OnFailure: object({ Destination: text }) }),
    Enabled: { type: 'boolean' },
    EventSourceArn: text,
    FunctionName: text,
    FunctionResponseTypes: { type: 'array', items: { enum: ['ReportBatchItemFailures'] } },
    MaximumBatchingWindowInSeconds: { ...integer, minimum: 0, maximum: 300 },
    MaximumRecordAgeInSeconds: { ...integer, minimum: -1, maximum: 604_800 },
    MaximumRetryAttempts: { ...integer, minimum: -1, maximum: 10_000 },
    ParallelizationFactor: { ...integer, minimum: 1, maximum: 10 },
    ScalingConfig: object({ MaximumConcurrency: { ...integer, minimum: 2, maximum: 1000 } }),
    StartingPosition: { enum: ['TRIM_HORIZON', 'LATEST', 'AT_TIMESTAMP'] },
    StartingPositionTimestamp: { type: 'number' },
    Tags: { type: 'array', items: { ...object({ Key: text, Value: text }), required: ['Key', 'Value'] } },
    TumblingWindowInSeconds: { enum: [0] },
  },
  required: ['EventSourceArn', 'FunctionName'],
};

/** What is taken out of a template goes back to its default. */
const defaultsOf = ({ EventSourceArn }: Properties): MappingInput =>
  EventSourceArn.split(':')[2] === 'sqs'
    ? { BatchSize: 10, MaximumBatchingWindowInSeconds: 0, FunctionResponseTypes: [], Enabled: true, ScalingConfig: {} }
    : {
        BatchSize: 100,
        BisectBatchOnFunctionError: false,
        DestinationConfig: {},
        Enabled: true,
        FunctionResponseTypes: [],
        MaximumBatchingWindowInSeconds: 0,
        MaximumRecordAgeInSeconds: -1,
        MaximumRetryAttempts: -1,
        ParallelizationFactor: 1,
      };

const inputOf = ({ Tags = [], ...properties }: Properties) => ({
  ...defaultsOf({ ...properties }),
  ...properties,
  Tags: Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value])),
});

/** AWS::Lambda::EventSourceMapping. */
export const eventSourceMappingType = (context: CloudContext, mappings: Mappings) =>
  resourceType<Properties>({
    typeName: 'AWS::Lambda::EventSourceMapping',
    schema,
    createOnly: ['EventSourceArn', 'StartingPosition', 'StartingPositionTimestamp'],
    create: async (properties) => {
      const { uuid } = mappings.create(inputOf(properties));
      return { physicalId: uuid, attributes: { Id: uuid, EventSourceMappingArn: mappingArn(context, uuid) } };
    },
    update: async ({ physicalId, attributes }, properties) => {
      mappings.update(physicalId, inputOf(properties));
      return { physicalId, attributes };
    },
    remove: async ({ physicalId }) => {
      try {
        mappings.remove(physicalId);
      } catch (error) {
        if (!(error instanceof AwsError) || error.code !== 'ResourceNotFoundException') throw error;
      }
    },
  });

import { type ResourceState, resourceType } from '../../kernel/resource-type.ts';
import type { Queue } from '../queue.ts';
import type { SqsState } from '../state.ts';

interface QueueProperties {
  readonly QueueName?: string;
  readonly Tags?: readonly { readonly Key: string; readonly Value: string }[];
  readonly [attribute: string]: unknown;
}

const number = { type: 'integer' };
const boolean = { type: 'boolean' };
const choice = { type: 'string' };
/** A policy may be written as an object or as JSON text. */
const document = { type: ['object', 'string'] };

/** Properties that are queue attributes under the same name. */
const attributes = {
  DelaySeconds: number,
  MaximumMessageSize: number,
  MessageRetentionPeriod: number,
  ReceiveMessageWaitTimeSeconds: number,
  VisibilityTimeout: number,
  FifoQueue: boolean,
  ContentBasedDeduplication: boolean,
  DeduplicationScope: choice,
  FifoThroughputLimit: choice,
  SqsManagedSseEnabled: boolean,
  RedrivePolicy: document,
  RedriveAllowPolicy: document,
};

const schema = {
  properties: {
    QueueName: { type: 'string' },
    ...attributes,
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

const asText = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value));

const attributesOf = (properties: QueueProperties): Record<string, string> =>
  Object.fromEntries(
    Object.keys(attributes).flatMap((name) => {
      const value = properties[name];
      return value === undefined || value === null ? [] : [[name, asText(value)]];
    }),
  );

const tagsOf = ({ Tags = [] }: QueueProperties): Record<string, string> =>
  Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value]));

/** AWS::SQS::Queue. Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queue.html */
export const queueType = ({ queues, broker, context: { accountId } }: SqsState) => {
  const stateOf = (queue: Queue): ResourceState => ({
    physicalId: queues.urlOf(queue),
    attributes: { Arn: queue.arn, QueueName: queue.name, QueueUrl: queues.urlOf(queue), AccountId: accountId },
  });
  return resourceType<QueueProperties>({
    typeName: 'AWS::SQS::Queue',
    schema,
    createOnly: ['QueueName', 'FifoQueue'],
    create: async (properties, context) => {
      const suffix = properties['FifoQueue'] === true || properties['FifoQueue'] === 'true' ? '.fifo' : '';
      const name = properties.QueueName ?? `${context.generateName(80 - suffix.length)}${suffix}`;
      return stateOf(queues.create(name, attributesOf(properties), tagsOf(properties)));
    },
    update: async ({ physicalId, properties: before }, properties) => {
      const queue = queues.get(physicalId);
      const { FifoQueue: _unchanged, ...wanted } = attributesOf(properties);
      // A property that was taken away goes back to its default.
      const gone = Object.keys(attributesOf(before)).filter(
        (name) => name !== 'FifoQueue' && wanted[name] === undefined,
      );
      const rest = Object.fromEntries(Object.entries(queue.attributes).filter(([name]) => !gone.includes(name)));
      const changed = queues.setAttributes({ ...queue, attributes: rest }, wanted);
      queues.setTags(changed, tagsOf(properties));
      return stateOf(changed);
    },
    remove: async ({ physicalId }) => {
      const queue = queues.find(physicalId);
      if (queue === undefined) return;
      queues.remove(queue);
      broker.drop(queue);
    },
  });
};

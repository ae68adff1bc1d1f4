import { missingParameter } from './sqs-error.ts';

/** A queue as it was made: `attributes` hold only what was set, as the API writes it (all strings). */
export interface Queue {
  readonly name: string;
  readonly arn: string;
  /** Epoch ms. */
  readonly createdAt: number;
  readonly modifiedAt: number;
  readonly attributes: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
}

export interface RedrivePolicy {
  readonly deadLetterTargetArn: string;
  readonly maxReceiveCount: number;
}

/** Source: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html */
const defaults: Readonly<Record<string, string>> = {
  DelaySeconds: '0',
  MaximumMessageSize: '1048576',
  MessageRetentionPeriod: '345600',
  ReceiveMessageWaitTimeSeconds: '0',
  VisibilityTimeout: '30',
  SqsManagedSseEnabled: 'true',
};

const fifoDefaults: Readonly<Record<string, string>> = {
  FifoQueue: 'true',
  ContentBasedDeduplication: 'false',
  DeduplicationScope: 'queue',
  FifoThroughputLimit: 'perQueue',
};

export const isFifo = ({ name }: Pick<Queue, 'name'>): boolean => name.endsWith('.fifo');

/** All settings of a queue, with those that were not set at their defaults. */
export const settingsOf = (queue: Queue): Readonly<Record<string, string>> => ({
  ...defaults,
  ...(isFifo(queue) ? fifoDefaults : {}),
  ...queue.attributes,
});

export const numberSetting = (queue: Queue, name: string): number =>
  Number(queue.attributes[name] ?? defaults[name] ?? 0);

export const redrivePolicyOf = ({ attributes }: Queue): RedrivePolicy | undefined => {
  const text = attributes['RedrivePolicy'];
  if (text === undefined || text === '') return undefined;
  const { deadLetterTargetArn, maxReceiveCount } = JSON.parse(text) as {
    deadLetterTargetArn: string;
    maxReceiveCount: number | string;
  };
  return { deadLetterTargetArn, maxReceiveCount: Number(maxReceiveCount) };
};

/** Queues that were deleted and made again differ in when they were made. */
export const queueKey = ({ name, createdAt }: Queue): string => `${name}/${createdAt}`;

/** The name in a queue's URL (any host: the endpoint may change over a restart) or ARN. @throws AwsError MissingParameter */
export const queueNameIn = (reference: string | undefined): string => {
  if (reference === undefined) throw missingParameter('QueueUrl');
  return reference.slice(Math.max(reference.lastIndexOf('/'), reference.lastIndexOf(':')) + 1);
};

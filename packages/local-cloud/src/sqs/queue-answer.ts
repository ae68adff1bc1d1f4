import { AwsError } from '../kernel/aws-error.ts';
import type { Broker } from './broker.ts';
import { type Queue, settingsOf } from './queue.ts';

/** Attributes that can be asked for; those a queue does not have are left out of the answer. */
const known = [
  'All',
  'Policy',
  'VisibilityTimeout',
  'MaximumMessageSize',
  'MessageRetentionPeriod',
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'CreatedTimestamp',
  'LastModifiedTimestamp',
  'QueueArn',
  'ApproximateNumberOfMessagesDelayed',
  'DelaySeconds',
  'ReceiveMessageWaitTimeSeconds',
  'RedrivePolicy',
  'FifoQueue',
  'ContentBasedDeduplication',
  'KmsMasterKeyId',
  'KmsDataKeyReusePeriodSeconds',
  'DeduplicationScope',
  'FifoThroughputLimit',
  'RedriveAllowPolicy',
  'SqsManagedSseEnabled',
];

const inSeconds = (ms: number): string => String(Math.floor(ms / 1000));

/** The attributes of a queue by the names that are asked for. @throws AwsError InvalidAttributeName */
export const queueAttributes = (
  broker: Broker,
  queue: Queue,
  names: readonly string[],
): Readonly<Record<string, string>> => {
  const stranger = names.find((name) => !known.includes(name));
  if (stranger !== undefined) throw new AwsError('InvalidAttributeName', `Unknown Attribute ${stranger}.`);
  const { visible, inFlight, delayed } = broker.live(queue).counts();
  const all: Readonly<Record<string, string>> = {
    ...settingsOf(queue),
    QueueArn: queue.arn,
    CreatedTimestamp: inSeconds(queue.createdAt),
    LastModifiedTimestamp: inSeconds(queue.modifiedAt),
    ApproximateNumberOfMessages: String(visible),
    ApproximateNumberOfMessagesNotVisible: String(inFlight),
    ApproximateNumberOfMessagesDelayed: String(delayed),
  };
  return names.includes('All') ? all : Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name)));
};

import { createHash } from 'node:crypto';
import { AwsError } from '../kernel/aws-error.ts';
import type { CloudContext } from '../kernel/context.ts';
import type { Table } from '../kernel/table.ts';
import { isFifo, type Queue, queueKey, settingsOf } from './queue.ts';
import { invalidParameter, missingParameter } from './sqs-error.ts';

/** What was answered to the first of several equal messages. */
export interface Sent {
  readonly messageId: string;
  readonly sequenceNumber: string;
  /** Epoch ms. */
  readonly at: number;
}

export interface Deduplication {
  /** What was answered to an equal message of the last five minutes. */
  find(queue: Queue, groupId: string, deduplicationId: string): Sent | undefined;
  note(queue: Queue, groupId: string, deduplicationId: string, sent: Sent): void;
  /** Forgets what is older than five minutes. */
  sweep(): void;
}

/** Source: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-exactly-once-processing.html */
const intervalMs = 300_000;

export const createDeduplication = ({ storage, clock }: CloudContext): Deduplication => {
  const table: Table<Sent> = storage.table('sqs.deduplication');
  const keyOf = (queue: Queue, groupId: string, deduplicationId: string): string => {
    const isByGroup = settingsOf(queue)['DeduplicationScope'] === 'messageGroup';
    return JSON.stringify([queueKey(queue), isByGroup ? groupId : '', deduplicationId]);
  };
  const isOver = ({ at }: Sent): boolean => clock.now() - at >= intervalMs;
  return {
    find: (...message) => {
      const sent = table.get(keyOf(...message));
      return sent === undefined || isOver(sent) ? undefined : sent;
    },
    note: (queue, groupId, deduplicationId, sent) => table.set(keyOf(queue, groupId, deduplicationId), sent),
    sweep: () => {
      for (const [key, sent] of table.entries()) if (isOver(sent)) table.delete(key);
    },
  };
};

/**
 * The deduplication id of a message to a FIFO queue: its own, or the SHA-256 of its body if the queue says so.
 * @throws AwsError MissingParameter, InvalidParameterValue
 */
export const deduplicationIdOf = (queue: Queue, body: string, id: string | undefined): string => {
  if (id !== undefined) return id;
  if (settingsOf(queue)['ContentBasedDeduplication'] === 'true') return createHash('sha256').update(body).digest('hex');
  throw new AwsError(
    'InvalidParameterValue',
    'The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
  );
};

/** @throws AwsError MissingParameter, InvalidParameterValue */
export const refuseWrongGroup = (
  queue: Queue,
  groupId: string | undefined,
  deduplicationId: string | undefined,
): void => {
  if (isFifo(queue)) {
    if (groupId === undefined) throw missingParameter('MessageGroupId');
    return;
  }
  if (deduplicationId !== undefined) {
    throw invalidParameter(
      'MessageDeduplicationId',
      deduplicationId,
      'The request include parameter that is not valid for this queue type',
    );
  }
};

import { AwsError } from '../kernel/aws-error.ts';
import type { Clock } from '../kernel/clock.ts';
import { isInFlight, type Message } from './message.ts';
import { isFifo, type Queue } from './queue.ts';
import type { QueueStore } from './queue-store.ts';
import { readReceiptHandle } from './receipt.ts';
import { invalidParameter } from './sqs-error.ts';
import type { Tally } from './tally.ts';

/** What a receiver does with a message in the end. */
export interface Settle {
  /** Deletes a message; one that is gone already is no error. @throws AwsError ReceiptHandleIsInvalid, InvalidParameterValue */
  remove(queue: Queue, receiptHandle: string): Promise<void>;
  /** @throws AwsError ReceiptHandleIsInvalid, MessageNotInflight, InvalidParameterValue */
  changeVisibility(queue: Queue, receiptHandle: string, seconds: number): Promise<void>;
}

const maxVisibilityMs = 43_200_000;

const notInFlight = (receiptHandle: string) =>
  new AwsError(
    'MessageNotInflight',
    `Value ${receiptHandle} for parameter ReceiptHandle is invalid. Reason: Message does not exist or is not available for visibility timeout change.`,
  );

export const createSettle = (clock: Clock, store: QueueStore, tally: Tally): Settle => {
  /** The message of a receipt. A FIFO queue takes no receipt that is outdated. */
  const held = (queue: Queue, receiptHandle: string): Message | undefined => {
    const { messageId, receipt } = readReceiptHandle(receiptHandle);
    const message = store.live(queue).messages.get(messageId);
    if (message === undefined || !isFifo(queue)) return message;
    if (message.receipt === receipt && isInFlight(message, clock.now())) return message;
    throw invalidParameter('ReceiptHandle', receiptHandle, 'The receipt handle has expired.');
  };
  return {
    remove: async (queue, receiptHandle) => {
      const message = held(queue, receiptHandle);
      if (message !== undefined) {
        store.discard(queue, message);
        tally.count(queue.name, 'NumberOfMessagesDeleted', 1);
      }
      await store.log.written();
    },
    changeVisibility: async (queue, receiptHandle, seconds) => {
      const message = held(queue, receiptHandle);
      const now = clock.now();
      if (message === undefined || !isInFlight(message, now)) throw notInFlight(receiptHandle);
      const visibleAt = now + seconds * 1000;
      if (seconds < 0 || visibleAt - message.firstReceivedAt > maxVisibilityMs) {
        throw invalidParameter(
          'VisibilityTimeout',
          seconds,
          'Total VisibilityTimeout for the message is beyond the limit [43200 seconds].',
        );
      }
      const source = store.live(queue);
      source.hide(message, visibleAt);
      store.log.update(source.key, message);
      await store.log.written();
    },
  };
};

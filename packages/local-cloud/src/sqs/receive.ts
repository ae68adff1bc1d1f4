import { randomUUID } from 'node:crypto';
import type { Clock } from '../kernel/clock.ts';
import type { Message } from './message.ts';
import { isFifo, type Queue, redrivePolicyOf } from './queue.ts';
import type { QueueStore } from './queue-store.ts';
import type { Queues } from './queues.ts';
import type { Tally } from './tally.ts';

/** Takes up to `max` visible messages and hides them; what was received too often goes to the dead-letter queue. */
export type Receive = (queue: Queue, max: number, visibilitySeconds: number) => Promise<readonly Message[]>;

/** Moves a message to another queue, as a redrive does. */
export type Move = (from: Queue, to: Queue, message: Message, deadLetterSource: string | undefined) => void;

export const createMove =
  (clock: Clock, store: QueueStore): Move =>
  (from, to, message, deadLetterSource) => {
    store.discard(from, message);
    // A FIFO queue counts the message as sent anew; a standard queue keeps the time of its first sending.
    const sentAt = isFifo(to) ? clock.now() : message.content.sentAt;
    const moved = store.accept(to, { ...message.content, sentAt, deadLetterSource }, clock.now());
    moved.receiveCount = message.receiveCount;
    moved.firstReceivedAt = message.firstReceivedAt;
  };

export const createReceive = (clock: Clock, store: QueueStore, queues: Queues, tally: Tally, move: Move): Receive => {
  /** Gets rid of a message that is not to be received any more. @returns whether it did */
  const retire = (queue: Queue, message: Message): boolean => {
    if (store.isOutOfRetention(queue, message)) {
      store.discard(queue, message);
      return true;
    }
    const policy = redrivePolicyOf(queue);
    if (policy === undefined || message.receiveCount < policy.maxReceiveCount) return false;
    const target = queues.find(policy.deadLetterTargetArn);
    if (target === undefined) return false;
    move(queue, target, message, queue.arn);
    return true;
  };

  const deliver = (queue: Queue, message: Message, visibilitySeconds: number): void => {
    const source = store.live(queue);
    message.receiveCount += 1;
    message.firstReceivedAt ||= clock.now();
    message.receipt = randomUUID();
    source.hide(message, clock.now() + visibilitySeconds * 1000);
    store.log.update(source.key, message);
  };

  const takeOnce = (queue: Queue, max: number, visibilitySeconds: number): { taken: number; delivered: Message[] } => {
    const taken = store.live(queue).take(max);
    const delivered = taken.filter((message) => !retire(queue, message));
    for (const message of delivered) deliver(queue, message, visibilitySeconds);
    return { taken: taken.length, delivered };
  };

  return async (queue, max, visibilitySeconds) => {
    let pass = takeOnce(queue, max, visibilitySeconds);
    // A whole pass may have gone to the dead-letter queue; then there is more to look at.
    while (pass.taken > 0 && pass.delivered.length === 0) pass = takeOnce(queue, max, visibilitySeconds);
    const messages = pass.delivered.map((message) => ({ ...message }));
    const isEmpty = messages.length === 0;
    tally.count(
      queue.name,
      isEmpty ? 'NumberOfEmptyReceives' : 'NumberOfMessagesReceived',
      isEmpty ? 1 : messages.length,
    );
    await store.log.written();
    return messages;
  };
};

import type { CloudContext } from '../kernel/context.ts';
import { createLiveQueue, type LiveQueue } from './live-queue.ts';
import { type Message, type MessageContent, newMessage } from './message.ts';
import { type MessageLog, openMessageLog } from './message-log.ts';
import { isFifo, numberSetting, type Queue, queueKey } from './queue.ts';

/** The messages of all queues: in memory, and noted for the disk. What was noted is there when {@link MessageLog.written} resolves. */
export interface QueueStore {
  readonly log: MessageLog;
  live(queue: Queue): LiveQueue;
  /** Puts a message into a queue that is visible from `visibleAt` (epoch ms) on. */
  accept(queue: Queue, content: MessageContent, visibleAt: number): Message;
  discard(queue: Queue, message: Message): void;
  isOutOfRetention(queue: Queue, message: Message): boolean;
  /** Forgets a queue with its messages. */
  drop(queue: Queue): void;
  close(): void;
}

export const openQueueStore = ({ storage, clock }: CloudContext): QueueStore => {
  const log = openMessageLog(storage.database('sqs'));
  const lives = new Map<string, LiveQueue>();
  const live = (queue: Queue): LiveQueue => {
    const key = queueKey(queue);
    const known = lives.get(key) ?? createLiveQueue(key, isFifo(queue), clock, log.load(key));
    lives.set(key, known);
    return known;
  };
  return {
    log,
    live,
    accept: (queue, content, visibleAt) => {
      const target = live(queue);
      const message = newMessage(content, target.nextPlace(), visibleAt);
      log.put(target.key, message);
      target.add(message);
      return message;
    },
    discard: (queue, message) => {
      const source = live(queue);
      source.remove(message);
      log.remove(source.key, message);
    },
    isOutOfRetention: (queue, { content }) =>
      content.sentAt + numberSetting(queue, 'MessageRetentionPeriod') * 1000 <= clock.now(),
    drop: (queue) => {
      const source = live(queue);
      source.close();
      lives.delete(source.key);
      log.drop(source.key);
    },
    close: () => {
      for (const each of lives.values()) each.close();
    },
  };
};

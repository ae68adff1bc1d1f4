import type { Message } from './message.ts';
import type { MessageOrder } from './message-order.ts';

/**
 * A FIFO queue: messages of a group in order, and none of a group whose earlier message is in flight or delayed.
 * Source: https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-understanding-logic.html
 */
export const createFifoOrder = (): MessageOrder => {
  const messages = new Map<number, Message>();
  return {
    // A message keeps its place: inserting a known key again does not move it.
    insert: (message) => {
      message.version += 1;
      messages.set(message.place, message);
    },
    take: (nowMs, max) => {
      const locked = new Set<string | undefined>();
      const taken: Message[] = [];
      for (const message of messages.values()) {
        if (taken.length === max) break;
        const { groupId } = message.content;
        if (locked.has(groupId)) continue;
        if (message.visibleAt > nowMs) locked.add(groupId);
        else taken.push(message);
      }
      return taken;
    },
    remove: (message) => {
      message.isGone = true;
      messages.delete(message.place);
    },
    nextVisibleAt: (nowMs) => {
      let next: number | undefined;
      for (const { visibleAt } of messages.values()) {
        if (visibleAt > nowMs && (next === undefined || visibleAt < next)) next = visibleAt;
      }
      return next;
    },
  };
};

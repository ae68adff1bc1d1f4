import type { Message, MessageAttributes } from './message.ts';
import { isFifo, type Queue } from './queue.ts';

/** All system attributes of a message, as ReceiveMessage names them. */
export const systemAttributes = (
  queue: Queue,
  { content, receiveCount, firstReceivedAt }: Message,
): Record<string, string> => {
  const { senderId, sentAt, groupId, deduplicationId, sequenceNumber, traceHeader, deadLetterSource } = content;
  const fifo = isFifo(queue) ? { MessageDeduplicationId: deduplicationId, SequenceNumber: sequenceNumber } : {};
  const all = {
    SenderId: senderId,
    SentTimestamp: String(sentAt),
    ApproximateReceiveCount: String(receiveCount),
    ApproximateFirstReceiveTimestamp: String(firstReceivedAt),
    MessageGroupId: groupId,
    AWSTraceHeader: traceHeader,
    DeadLetterQueueSourceArn: deadLetterSource,
    ...fifo,
  };
  return Object.fromEntries(Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined));
};

/** The message attributes whose names are asked for: by name, by prefix (`foo.*`), or all (`All`, `.*`). */
export const chosenAttributes = (attributes: MessageAttributes, names: readonly string[]): MessageAttributes => {
  const isChosen = (name: string): boolean =>
    names.some(
      (asked) =>
        asked === 'All' ||
        asked === '.*' ||
        asked === name ||
        (asked.endsWith('.*') && name.startsWith(asked.slice(0, -2))),
    );
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => isChosen(name)));
};

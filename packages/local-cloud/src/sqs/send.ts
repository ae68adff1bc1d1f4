import { createHash, randomUUID } from 'node:crypto';
import type { CloudContext } from '../kernel/context.ts';
import { md5OfAttributes } from './attribute-md5.ts';
import { type Deduplication, deduplicationIdOf, refuseWrongGroup } from './deduplication.ts';
import type { MessageContent } from './message.ts';
import { checkMessage, type NewMessage } from './new-message.ts';
import { isFifo, numberSetting, type Queue } from './queue.ts';
import type { QueueStore } from './queue-store.ts';
import type { Tally } from './tally.ts';

/**
 * Sends a message; resolves when it is on disk.
 * @throws AwsError InvalidMessageContents, InvalidParameterValue, MissingParameter
 */
export type Send = (queue: Queue, message: NewMessage, senderId: string) => Promise<MessageContent>;

/** Twenty digits that grow within the queue, as AWS's do. */
const sequenceNumberOf = (nowMs: number, place: number): string =>
  `188${String(nowMs).padStart(13, '0')}${String(place % 10_000).padStart(4, '0')}`;

export const createSend = (
  context: CloudContext,
  store: QueueStore,
  deduplication: Deduplication,
  tally: Tally,
): Send => {
  const { clock, storage } = context;

  const contentOf = (queue: Queue, message: NewMessage, senderId: string): MessageContent => {
    const { body, attributes = {}, groupId, traceHeader, deduplicationId } = message;
    const common = {
      id: randomUUID(),
      body,
      md5OfBody: createHash('md5').update(body).digest('hex'),
      attributes,
      md5OfAttributes: md5OfAttributes(attributes),
      senderId,
      sentAt: clock.now(),
      groupId,
      traceHeader,
    };
    if (!isFifo(queue)) return common;
    return {
      ...common,
      deduplicationId: deduplicationIdOf(queue, body, deduplicationId),
      sequenceNumber: sequenceNumberOf(clock.now(), store.live(queue).nextPlace()),
    };
  };

  /** What an equal message was answered, if one was sent within the interval; otherwise this one is noted. */
  const earlier = (queue: Queue, content: MessageContent): MessageContent | undefined => {
    const { groupId = '', deduplicationId } = content;
    if (deduplicationId === undefined) return undefined;
    const sent = deduplication.find(queue, groupId, deduplicationId);
    if (sent !== undefined) return { ...content, id: sent.messageId, sequenceNumber: sent.sequenceNumber };
    const { id: messageId, sequenceNumber = '', sentAt: at } = content;
    deduplication.note(queue, groupId, deduplicationId, { messageId, sequenceNumber, at });
    return undefined;
  };

  return async (queue, message, senderId) => {
    checkMessage(queue, message);
    refuseWrongGroup(queue, message.groupId, message.deduplicationId);
    const content = contentOf(queue, message, senderId);
    const known = earlier(queue, content);
    if (known === undefined) {
      const delaySeconds = message.delaySeconds ?? numberSetting(queue, 'DelaySeconds');
      store.accept(queue, content, clock.now() + delaySeconds * 1000);
      tally.count(queue.name, 'NumberOfMessagesSent', 1);
    }
    await Promise.all([store.log.written(), storage.flush()]);
    return known ?? content;
  };
};

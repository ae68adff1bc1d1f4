import { createHash, randomUUID } from 'node:crypto';
import { AwsError } from '../kernel/aws-error.ts';
import type { CloudContext } from '../kernel/context.ts';
import { md5OfAttributes } from './attribute-md5.ts';
import { createDeduplication, type Deduplication, deduplicationIdOf, refuseWrongGroup } from './deduplication.ts';
import { createLiveQueue, type LiveQueue } from './live-queue.ts';
import { isInFlight, type Message, type MessageContent, newMessage } from './message.ts';
import { openMessageLog } from './message-log.ts';
import { checkMessage, type NewMessage } from './new-message.ts';
import { isFifo, numberSetting, type Queue, queueKey, redrivePolicyOf } from './queue.ts';
import type { Queues } from './queues.ts';
import { readReceiptHandle } from './receipt.ts';
import { invalidParameter } from './sqs-error.ts';
import { createTally, type Tally } from './tally.ts';

/** What queues do with messages. Whatever resolves is on disk. */
export interface Broker {
  readonly deduplication: Deduplication;
  readonly tally: Tally;
  live(queue: Queue): LiveQueue;
  /** @throws AwsError InvalidMessageContents, InvalidParameterValue, MissingParameter */
  send(queue: Queue, message: NewMessage, senderId: string): Promise<MessageContent>;
  /** Takes up to `max` visible messages and hides them; what was received too often goes to the dead-letter queue. */
  receive(queue: Queue, max: number, visibilitySeconds: number): Promise<readonly Message[]>;
  /** Deletes a message; one that is gone already is no error. @throws AwsError ReceiptHandleIsInvalid, InvalidParameterValue */
  remove(queue: Queue, receiptHandle: string): Promise<void>;
  /** @throws AwsError ReceiptHandleIsInvalid, MessageNotInflight, InvalidParameterValue */
  changeVisibility(queue: Queue, receiptHandle: string, seconds: number): Promise<void>;
  /** Moves a message to another queue, as a redrive does. */
  move(from: Queue, to: Queue, message: Message, deadLetterSource: string | undefined): void;
  /** Removes messages that are out of retention. */
  expire(queue: Queue): void;
  purge(queue: Queue): void;
  drop(queue: Queue): void;
  written(): Promise<void>;
  close(): void;
}

const maxVisibilityMs = 43_200_000;

export const createBroker = (context: CloudContext, queues: Queues): Broker => {
  const { clock } = context;
  const log = openMessageLog(context.storage.database('sqs'));
  const deduplication = createDeduplication(context);
  const tally = createTally();
  const lives = new Map<string, LiveQueue>();

  const live = (queue: Queue): LiveQueue => {
    const key = queueKey(queue);
    const known = lives.get(key) ?? createLiveQueue(key, isFifo(queue), clock, log.load(key));
    lives.set(key, known);
    return known;
  };

  const discard = (queue: LiveQueue, message: Message): void => {
    queue.remove(message);
    log.remove(queue.key, message);
  };

  const accept = (queue: Queue, content: MessageContent, visibleAt: number): Message => {
    const target = live(queue);
    const message = newMessage(content, target.nextPlace(), visibleAt);
    log.put(target.key, message);
    target.add(message);
    return message;
  };

  const contentOf = (queue: Queue, message: NewMessage, senderId: string): MessageContent => {
    const { body, attributes = {}, groupId, traceHeader } = message;
    const fifo = isFifo(queue);
    return {
      id: randomUUID(),
      body,
      md5OfBody: createHash('md5').update(body).digest('hex'),
      attributes,
      md5OfAttributes: md5OfAttributes(attributes),
      senderId,
      sentAt: clock.now(),
      groupId,
      traceHeader,
      deduplicationId: fifo ? deduplicationIdOf(queue, body, message.deduplicationId) : undefined,
      // Twenty digits that grow within the queue, as AWS's do.
      sequenceNumber: fifo
        ? `188${String(clock.now()).padStart(13, '0')}${String(live(queue).nextPlace() % 10_000).padStart(4, '0')}`
        : undefined,
    };
  };

  /** What an equal message was answered, if one was sent within the interval. */
  const earlier = (queue: Queue, content: MessageContent): MessageContent | undefined => {
    const { groupId = '', deduplicationId } = content;
    if (deduplicationId === undefined) return undefined;
    const sent = deduplication.find(queue, groupId, deduplicationId);
    if (sent !== undefined) return { ...content, id: sent.messageId, sequenceNumber: sent.sequenceNumber };
    const { id: messageId, sequenceNumber = '', sentAt: at } = content;
    deduplication.note(queue, groupId, deduplicationId, { messageId, sequenceNumber, at });
    return undefined;
  };

  const isOld = (queue: Queue, { content }: Message): boolean =>
    content.sentAt + numberSetting(queue, 'MessageRetentionPeriod') * 1000 <= clock.now();

  const move: Broker['move'] = (from, to, message, deadLetterSource) => {
    discard(live(from), message);
    // A FIFO queue counts the message as sent anew; a standard queue keeps the time of its first sending.
    const sentAt = isFifo(to) ? clock.now() : message.content.sentAt;
    const moved = accept(to, { ...message.content, sentAt, deadLetterSource }, clock.now());
    moved.receiveCount = message.receiveCount;
    moved.firstReceivedAt = message.firstReceivedAt;
  };

  /** Gets rid of a message that is not to be received any more. @returns whether it did */
  const retire = (queue: Queue, message: Message): boolean => {
    if (isOld(queue, message)) {
      discard(live(queue), message);
      return true;
    }
    const policy = redrivePolicyOf(queue);
    if (policy === undefined || message.receiveCount < policy.maxReceiveCount) return false;
    const target = queues.find(policy.deadLetterTargetArn);
    if (target === undefined) return false;
    move(queue, target, message, queue.arn);
    return true;
  };

  const deliver = (from: LiveQueue, message: Message, visibilitySeconds: number): void => {
    message.receiveCount += 1;
    message.firstReceivedAt ||= clock.now();
    message.receipt = randomUUID();
    from.hide(message, clock.now() + visibilitySeconds * 1000);
    log.update(from.key, message);
  };

  const takeOnce = (queue: Queue, max: number, visibilitySeconds: number): { taken: number; delivered: Message[] } => {
    const source = live(queue);
    const taken = source.take(max);
    const delivered = taken.filter((message) => !retire(queue, message));
    for (const message of delivered) deliver(source, message, visibilitySeconds);
    return { taken: taken.length, delivered };
  };

  const held = (queue: Queue, receiptHandle: string): Message | undefined => {
    const { messageId, receipt } = readReceiptHandle(receiptHandle);
    const message = live(queue).messages.get(messageId);
    if (message === undefined) return undefined;
    const isLapsed = isFifo(queue) && (message.receipt !== receipt || !isInFlight(message, clock.now()));
    if (isLapsed) throw invalidParameter('ReceiptHandle', receiptHandle, 'The receipt handle has expired.');
    return message;
  };

  return {
    deduplication,
    tally,
    live,
    send: async (queue, message, senderId) => {
      checkMessage(queue, message);
      refuseWrongGroup(queue, message.groupId, message.deduplicationId);
      const content = contentOf(queue, message, senderId);
      const known = earlier(queue, content);
      if (known === undefined) {
        accept(queue, content, clock.now() + (message.delaySeconds ?? numberSetting(queue, 'DelaySeconds')) * 1000);
        tally.count(queue.name, 'NumberOfMessagesSent', 1);
      }
      await Promise.all([log.written(), context.storage.flush()]);
      return known ?? content;
    },
    receive: async (queue, max, visibilitySeconds) => {
      let pass = takeOnce(queue, max, visibilitySeconds);
      // A whole pass may go to the dead-letter queue; then there is more to look at.
      while (pass.taken > 0 && pass.delivered.length === 0) pass = takeOnce(queue, max, visibilitySeconds);
      const messages = pass.delivered.map((message) => ({ ...message }));
      tally.count(
        queue.name,
        messages.length === 0 ? 'NumberOfEmptyReceives' : 'NumberOfMessagesReceived',
        messages.length || 1,
      );
      await log.written();
      return messages;
    },
    remove: async (queue, receiptHandle) => {
      const message = held(queue, receiptHandle);
      if (message !== undefined) {
        discard(live(queue), message);
        tally.count(queue.name, 'NumberOfMessagesDeleted', 1);
      }
      await log.written();
    },
    changeVisibility: async (queue, receiptHandle, seconds) => {
      const message = held(queue, receiptHandle);
      const now = clock.now();
      if (message === undefined || !isInFlight(message, now)) {
        throw new AwsError(
          'MessageNotInflight',
          `Value ${receiptHandle} for parameter ReceiptHandle is invalid. Reason: Message does not exist or is not available for visibility timeout change.`,
        );
      }
      if (!(seconds >= 0 && now + seconds * 1000 - message.firstReceivedAt <= maxVisibilityMs)) {
        throw invalidParameter(
          'VisibilityTimeout',
          seconds,
          'VisibilityTimeout must be between 0 and 43200, and no more than 43200 seconds from when the message was received.',
        );
      }
      live(queue).hide(message, now + seconds * 1000);
      log.update(live(queue).key, message);
      await log.written();
    },
    move,
    expire: (queue) => {
      const source = live(queue);
      for (const message of [...source.messages.values()]) if (isOld(queue, message)) discard(source, message);
    },
    purge: (queue) => {
      const source = live(queue);
      for (const message of [...source.messages.values()]) discard(source, message);
    },
    drop: (queue) => {
      const source = live(queue);
      source.close();
      lives.delete(source.key);
      log.drop(source.key);
    },
    written: log.written,
    close: () => {
      for (const each of lives.values()) each.close();
    },
  };
};

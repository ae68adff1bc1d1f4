import type { QueueMessage } from '../ports/sqs.ts';

export type MessageAttributes = QueueMessage['messageAttributes'];

/** What a message is; never changes once it was sent. */
export interface MessageContent {
  readonly id: string;
  readonly body: string;
  readonly md5OfBody: string;
  readonly attributes: MessageAttributes;
  /** Undefined if there are none. */
  readonly md5OfAttributes: string | undefined;
  readonly senderId: string;
  /** Epoch ms. */
  readonly sentAt: number;
  readonly traceHeader?: string | undefined;
  readonly groupId?: string | undefined;
  readonly deduplicationId?: string | undefined;
  readonly sequenceNumber?: string | undefined;
  /** The queue that gave it up, by ARN. */
  readonly deadLetterSource?: string | undefined;
}

/** A message in a queue, with what receiving does to it. */
export interface Message {
  readonly content: MessageContent;
  /** Its place in the queue: the order of arrival. */
  readonly place: number;
  receiveCount: number;
  /** Epoch ms; 0 before it was first received. */
  firstReceivedAt: number;
  /** Epoch ms from which it may be received. */
  visibleAt: number;
  /** Tells the last receipt from earlier ones. */
  receipt: string;
  /** Counts the changes of its visibility, so that what was noted before is known to be outdated. */
  version: number;
  isGone: boolean;
}

export const newMessage = (content: MessageContent, place: number, visibleAt: number): Message => ({
  content,
  place,
  receiveCount: 0,
  firstReceivedAt: 0,
  visibleAt,
  receipt: '',
  version: 0,
  isGone: false,
});

export const isInFlight = ({ receiveCount, visibleAt }: Message, nowMs: number): boolean =>
  receiveCount > 0 && visibleAt > nowMs;

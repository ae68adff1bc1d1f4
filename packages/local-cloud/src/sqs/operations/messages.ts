import { AwsError, UnsupportedError } from '../../kernel/aws-error.ts';
import { operation } from '../../kernel/operation.ts';
import type { Request } from '../../kernel/request.ts';
import { md5OfAttributes } from '../attribute-md5.ts';
import { refuseBatch, runBatch } from '../batch.ts';
import { waitForMessages } from '../long-poll.ts';
import type { Message, MessageAttributes, MessageContent } from '../message.ts';
import { chosenAttributes, systemAttributes } from '../message-answer.ts';
import { type NewMessage, sizeOf } from '../new-message.ts';
import { isFifo, numberSetting, type Queue } from '../queue.ts';
import { receiptHandleOf } from '../receipt.ts';
import { invalidParameter, missingParameter } from '../sqs-error.ts';
import { type SqsState, senderIdOf } from '../state.ts';

interface SendInput {
  readonly MessageBody?: string;
  readonly DelaySeconds?: number;
  readonly MessageAttributes?: MessageAttributes;
  readonly MessageSystemAttributes?: MessageAttributes;
  readonly MessageDeduplicationId?: string;
  readonly MessageGroupId?: string;
}

interface ReceiveInput {
  readonly QueueUrl: string;
  readonly AttributeNames?: readonly string[];
  readonly MessageSystemAttributeNames?: readonly string[];
  readonly MessageAttributeNames?: readonly string[];
  readonly MaxNumberOfMessages?: number;
  readonly VisibilityTimeout?: number;
  readonly WaitTimeSeconds?: number;
}

type OnQueue<Input> = Input & { readonly QueueUrl: string };

type Batch<Entry> = OnQueue<{ readonly Entries?: readonly (Entry & { readonly Id?: string })[] }>;

const sendMembers = [
  'MessageBody',
  'DelaySeconds',
  'MessageAttributes',
  'MessageSystemAttributes',
  'MessageDeduplicationId',
  'MessageGroupId',
] as const;

const readTrace = (attributes: MessageAttributes | undefined): string | undefined => {
  const stranger = Object.keys(attributes ?? {}).find((name) => name !== 'AWSTraceHeader');
  if (stranger !== undefined)
    throw new AwsError('InvalidParameterValue', `Message system attribute name '${stranger}' is invalid.`);
  return attributes?.['AWSTraceHeader']?.StringValue;
};

const readMessage = (queue: Queue, input: SendInput): NewMessage => {
  if (input.MessageBody === undefined) throw missingParameter('MessageBody');
  if (isFifo(queue) && (input.DelaySeconds ?? 0) > 0) {
    throw invalidParameter(
      'DelaySeconds',
      input.DelaySeconds,
      'The request include parameter that is not valid for this queue type.',
    );
  }
  return {
    body: input.MessageBody,
    attributes: input.MessageAttributes,
    delaySeconds: input.DelaySeconds,
    groupId: input.MessageGroupId,
    deduplicationId: input.MessageDeduplicationId,
    traceHeader: readTrace(input.MessageSystemAttributes),
  };
};

const sentAnswer = (input: SendInput, { id, md5OfBody, md5OfAttributes: md5, sequenceNumber }: MessageContent) => ({
  MessageId: id,
  MD5OfMessageBody: md5OfBody,
  MD5OfMessageAttributes: md5,
  MD5OfMessageSystemAttributes: md5OfAttributes(input.MessageSystemAttributes ?? {}),
  SequenceNumber: sequenceNumber,
});

const send = async ({ context, broker }: SqsState, queue: Queue, input: SendInput, request: Request) =>
  sentAnswer(
    input,
    await broker.send(queue, readMessage(queue, input), senderIdOf(context, request.signer.accessKeyId)),
  );

const refuseStrangers = (entries: readonly object[], known: readonly string[], what: string): void => {
  for (const entry of entries) {
    const stranger = Object.keys(entry).find((name) => name !== 'Id' && !known.includes(name));
    if (stranger !== undefined) throw new UnsupportedError(`the member ${stranger} of an entry of ${what}`);
  }
};

/** All messages of a batch together may be as large as one message. */
const refuseLongBatch = (entries: readonly SendInput[]): void => {
  const size = entries.reduce(
    (sum, { MessageBody = '', MessageAttributes = {} }) =>
      sum + sizeOf({ body: MessageBody, attributes: MessageAttributes }),
    0,
  );
  if (size > 1_048_576) {
    throw new AwsError(
      'BatchRequestTooLong',
      `Batch requests cannot be longer than 1048576 bytes. You have sent ${size} bytes.`,
    );
  }
};

const sendBatch = (state: SqsState, { QueueUrl, Entries = [] }: Batch<SendInput>, request: Request) => {
  const queue = state.queues.get(QueueUrl);
  refuseBatch(Entries);
  refuseStrangers(Entries, sendMembers, 'SendMessageBatch');
  refuseLongBatch(Entries);
  return runBatch(Entries, (entry) => send(state, queue, entry, request));
};

const bounded = (name: string, value: number, least: number, most: number): number => {
  if (value >= least && value <= most) return value;
  throw invalidParameter(name, value, `Must be >= ${least} and <= ${most}, if provided.`);
};

const messageAnswer = (queue: Queue, message: Message, input: ReceiveInput) => {
  const asked = [...(input.AttributeNames ?? []), ...(input.MessageSystemAttributeNames ?? [])];
  const system = Object.entries(systemAttributes(queue, message)).filter(
    ([name]) => asked.includes('All') || asked.includes(name),
  );
  const chosen = chosenAttributes(message.content.attributes, input.MessageAttributeNames ?? []);
  return {
    MessageId: message.content.id,
    ReceiptHandle: receiptHandleOf(message),
    MD5OfBody: message.content.md5OfBody,
    Body: message.content.body,
    ...(system.length > 0 ? { Attributes: Object.fromEntries(system) } : {}),
    ...(Object.keys(chosen).length > 0
      ? { MD5OfMessageAttributes: md5OfAttributes(chosen), MessageAttributes: chosen }
      : {}),
  };
};

const receive = async ({ context, queues, broker }: SqsState, input: ReceiveInput) => {
  const queue = queues.get(input.QueueUrl);
  const max = bounded('MaxNumberOfMessages', input.MaxNumberOfMessages ?? 1, 1, 10);
  const waitSeconds = bounded(
    'WaitTimeSeconds',
    input.WaitTimeSeconds ?? numberSetting(queue, 'ReceiveMessageWaitTimeSeconds'),
    0,
    20,
  );
  const hiddenSeconds = bounded(
    'VisibilityTimeout',
    input.VisibilityTimeout ?? numberSetting(queue, 'VisibilityTimeout'),
    0,
    43_200,
  );
  const until = context.clock.now() + waitSeconds * 1000;
  let messages = await broker.receive(queue, max, hiddenSeconds);
  while (messages.length === 0 && context.clock.now() < until) {
    await waitForMessages(broker.live(queue), context.clock, until);
    messages = await broker.receive(queues.get(input.QueueUrl), max, hiddenSeconds);
  }
  return messages.length === 0 ? {} : { Messages: messages.map((message) => messageAnswer(queue, message, input)) };
};

const seconds = (value: number | undefined): number => {
  if (value === undefined) throw missingParameter('VisibilityTimeout');
  return bounded('VisibilityTimeout', value, 0, 43_200);
};

interface Held {
  readonly ReceiptHandle?: string;
  readonly VisibilityTimeout?: number;
}

/** The operations that send, receive and settle messages. */
export const messageOperations = (state: SqsState) => {
  const { queues, broker } = state;
  const remove = async (queue: Queue, { ReceiptHandle = '' }: Held) => {
    await broker.remove(queue, ReceiptHandle);
    return {};
  };
  const change = async (queue: Queue, { ReceiptHandle = '', VisibilityTimeout }: Held) => {
    await broker.changeVisibility(queue, ReceiptHandle, seconds(VisibilityTimeout));
    return {};
  };
  return {
    SendMessage: operation<OnQueue<SendInput>, unknown>(['QueueUrl', ...sendMembers], (input, request) =>
      send(state, queues.get(input.QueueUrl), input, request),
    ),
    SendMessageBatch: operation<Batch<SendInput>, unknown>(['QueueUrl', 'Entries'], (input, request) =>
      sendBatch(state, input, request),
    ),
    ReceiveMessage: operation<ReceiveInput, unknown>(
      [
        'QueueUrl',
        'AttributeNames',
        'MessageSystemAttributeNames',
        'MessageAttributeNames',
        'MaxNumberOfMessages',
        'VisibilityTimeout',
        'WaitTimeSeconds',
      ],
      (input) => receive(state, input),
    ),
    DeleteMessage: operation<OnQueue<Held>, unknown>(['QueueUrl', 'ReceiptHandle'], (input) =>
      remove(queues.get(input.QueueUrl), input),
    ),
    DeleteMessageBatch: operation<Batch<Held>, unknown>(['QueueUrl', 'Entries'], ({ QueueUrl, Entries = [] }) => {
      const queue = queues.get(QueueUrl);
      return runBatch(Entries, (entry) => remove(queue, entry));
    }),
    ChangeMessageVisibility: operation<OnQueue<Held>, unknown>(
      ['QueueUrl', 'ReceiptHandle', 'VisibilityTimeout'],
      (input) => change(queues.get(input.QueueUrl), input),
    ),
    ChangeMessageVisibilityBatch: operation<Batch<Held>, unknown>(
      ['QueueUrl', 'Entries'],
      ({ QueueUrl, Entries = [] }) => {
        const queue = queues.get(QueueUrl);
        return runBatch(Entries, (entry) => change(queue, entry));
      },
    ),
  };
};

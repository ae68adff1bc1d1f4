import type { Timer } from '../kernel/clock.ts';
import type { ServiceFactory } from '../kernel/service.ts';
import type { QueueMessage, SqsPort } from '../ports/sqs.ts';
import type { Message } from './message.ts';
import { systemAttributes } from './message-answer.ts';
import { queueMetrics } from './metrics.ts';
import { messageOperations } from './operations/messages.ts';
import { moveTaskOperations } from './operations/move-tasks.ts';
import { queueOperations } from './operations/queues.ts';
import { numberSetting, type Queue } from './queue.ts';
import { receiptHandleOf } from './receipt.ts';
import { queueType } from './resource-types/queue.ts';
import { queuePolicyType } from './resource-types/queue-policy.ts';
import { queryErrorHeader } from './sqs-error.ts';
import { createState, type SqsState } from './state.ts';

const minuteMs = 60_000;

const asQueueMessage = (queue: Queue, message: Message): QueueMessage => ({
  messageId: message.content.id,
  receiptHandle: receiptHandleOf(message),
  body: message.content.body,
  md5OfBody: message.content.md5OfBody,
  attributes: systemAttributes(queue, message),
  messageAttributes: message.content.attributes,
});

const portOf = ({ queues, broker, context }: SqsState): SqsPort => ({
  sendMessage: async (arn, body, options = {}) => {
    const message = {
      body,
      attributes: options.messageAttributes,
      delaySeconds: options.delaySeconds,
      groupId: options.messageGroupId,
      deduplicationId: options.messageDeduplicationId,
    };
    return { messageId: (await broker.send(queues.get(arn), message, context.accountId)).id };
  },
  receive: async (arn, max) => {
    const queue = queues.get(arn);
    const messages = await broker.receive(queue, max, numberSetting(queue, 'VisibilityTimeout'));
    return messages.map((message) => asQueueMessage(queue, message));
  },
  deleteMessages: async (arn, receiptHandles) => {
    const queue = queues.get(arn);
    await Promise.all(receiptHandles.map((handle) => broker.remove(queue, handle)));
  },
  changeVisibility: (arn, receiptHandle, seconds) => broker.changeVisibility(queues.get(arn), receiptHandle, seconds),
  visibilityTimeoutSeconds: (arn) => numberSetting(queues.get(arn), 'VisibilityTimeout'),
  onMessages: (arn, listener) => broker.live(queues.get(arn)).listen(listener),
});

/** What happens each minute: retention, forgotten deduplication ids, metrics. */
const everyMinute = ({ queues, broker, context }: SqsState): void => {
  broker.sweep();
  if (!('cloudwatch' in context.services)) return;
  const now = context.clock.now();
  context.services.cloudwatch.putMetrics(queues.list().flatMap((queue) => queueMetrics(broker, queue, now)));
};

/** Amazon SQS: standard and FIFO queues. Messages live in memory and in an SQLite log that is written in groups. */
export const createSqs: ServiceFactory<SqsPort> = (context) => {
  const state = createState(context);
  let timer: Timer | undefined;
  const tick = (): void => {
    timer = context.clock.after(minuteMs, () => {
      everyMinute(state);
      tick();
    });
  };
  return {
    name: 'sqs',
    apis: [
      {
        protocol: 'json',
        version: '1.0',
        scopes: ['sqs'],
        targetPrefix: 'AmazonSQS',
        errorPrefix: 'com.amazonaws.sqs#',
        errorHeaders: queryErrorHeader,
        operations: { ...queueOperations(state), ...messageOperations(state), ...moveTaskOperations(state) },
      },
    ],
    resourceTypes: [queueType(state), queuePolicyType(state)],
    port: portOf(state),
    start: async () => {
      // Opened now, so that visibility timeouts that lapsed meanwhile wake who listens.
      for (const queue of state.queues.list()) state.broker.live(queue);
      tick();
    },
    stop: async () => {
      context.clock.clear(timer);
      state.broker.close();
      await state.broker.written();
    },
  };
};

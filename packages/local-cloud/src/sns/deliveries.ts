import { randomUUID } from 'node:crypto';
import { AwsError } from '../kernel/aws-error.ts';
import type { Timer } from '../kernel/clock.ts';
import type { CloudContext } from '../kernel/context.ts';
import { functionEvent, messageFor, queueEnvelope } from './envelope.ts';
import { retryDelayMs } from './retry-delay.ts';
import { deadLetterArnOf } from './subscription-attributes.ts';
import type { Attributes, Notification, Subscription } from './topic.ts';
import type { Topics } from './topics.ts';

/** A message on its way to one subscriber. */
interface Delivery {
  readonly id: string;
  readonly subscriptionArn: string;
  readonly notification: Notification;
  readonly attempts: number;
}

/** Takes messages to subscribers: durably, with retries, and to the dead-letter queue in the end. */
export interface Deliveries {
  /** Takes a message over for a subscriber; on disk with the storage's next flush. */
  add(subscription: Subscription, notification: Notification): void;
  /** Goes on with what an earlier process left. */
  resume(): void;
  stop(): Promise<void>;
}

type SqsAttributes = Readonly<Record<string, { DataType: string; StringValue?: string; BinaryValue?: string }>>;

const asSqsAttributes = (attributes: Attributes): SqsAttributes =>
  Object.fromEntries(
    Object.entries(attributes).map(([name, { DataType, StringValue, BinaryValue }]) => [
      name,
      {
        DataType,
        ...(StringValue === undefined ? {} : { StringValue }),
        ...(BinaryValue === undefined ? {} : { BinaryValue }),
      },
    ]),
  );

/** Client errors (no such queue or function, no permission) are final; only a service that fails or throttles is tried again. */
const isFinal = (error: unknown): boolean =>
  error instanceof AwsError && error.status < 500 && error.status !== 429 && error.code !== 'TooManyRequestsException';

export const createDeliveries = (context: CloudContext, topics: Topics): Deliveries => {
  const { storage, clock, services, log } = context;
  const table = storage.table<Delivery>('sns.deliveries');
  const timers = new Map<string, Timer>();
  const running = new Set<Promise<void>>();
  let isStopped = false;

  const sendToQueue = async (subscription: Subscription, notification: Notification): Promise<void> => {
    const isRaw = subscription.attributes['RawMessageDelivery'] === 'true';
    if (isRaw) {
      const messageAttributes = asSqsAttributes(notification.attributes);
      await services.sqs.sendMessage(subscription.endpoint, messageFor(notification, 'sqs'), { messageAttributes });
      return;
    }
    const body = queueEnvelope(notification, subscription, topics.get(subscription.topicArn));
    await services.sqs.sendMessage(subscription.endpoint, body);
  };

  const send = async (subscription: Subscription, notification: Notification): Promise<void> => {
    if (subscription.protocol === 'sqs') return sendToQueue(subscription, notification);
    const event = Buffer.from(functionEvent(notification, subscription, topics.get(subscription.topicArn)));
    const caller = { principal: 'sns.amazonaws.com', sourceArn: subscription.topicArn };
    await services.lambda.invoke(subscription.endpoint, event, 'Event', caller);
  };

  /** Source: https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html */
  const bury = async (subscription: Subscription, notification: Notification, error: unknown): Promise<void> => {
    const queueArn = deadLetterArnOf(subscription.attributes);
    log.warn('a notification could not be delivered', {
      subscription: subscription.arn,
      deadLetterQueue: queueArn,
      error,
    });
    if (queueArn === undefined) return;
    const isRaw = subscription.attributes['RawMessageDelivery'] === 'true';
    const body = isRaw
      ? messageFor(notification, subscription.protocol)
      : queueEnvelope(notification, subscription, topics.get(subscription.topicArn));
    const options = isRaw ? { messageAttributes: asSqsAttributes(notification.attributes) } : {};
    await services.sqs.sendMessage(queueArn, body, options);
  };

  const retryLater = (delivery: Delivery, delayMs: number): void => {
    const next = { ...delivery, attempts: delivery.attempts + 1 };
    table.set(delivery.id, next);
    timers.set(
      delivery.id,
      clock.after(delayMs, () => launch(next)),
    );
  };

  const fail = async (delivery: Delivery, subscription: Subscription, error: unknown): Promise<void> => {
    const delayMs = isFinal(error) ? undefined : retryDelayMs(delivery.attempts);
    if (delayMs !== undefined) {
      retryLater(delivery, delayMs);
      return;
    }
    await bury(subscription, delivery.notification, error).catch((reason: unknown) =>
      log.error('a dead-letter queue of SNS did not take a notification', {
        subscription: subscription.arn,
        error: reason,
      }),
    );
    table.delete(delivery.id);
  };

  const attempt = async (delivery: Delivery): Promise<void> => {
    timers.delete(delivery.id);
    const subscription = topics.findSubscription(delivery.subscriptionArn);
    if (subscription === undefined) {
      table.delete(delivery.id);
      return;
    }
    try {
      await send(subscription, delivery.notification);
      table.delete(delivery.id);
    } catch (error) {
      await fail(delivery, subscription, error);
    }
  };

  const launch = (delivery: Delivery): void => {
    if (isStopped) return;
    const run = attempt(delivery).finally(() => running.delete(run));
    running.add(run);
  };

  return {
    add: (subscription, notification) => {
      const delivery: Delivery = { id: randomUUID(), subscriptionArn: subscription.arn, notification, attempts: 0 };
      table.set(delivery.id, delivery);
      launch(delivery);
    },
    resume: () => {
      for (const delivery of [...table.values()]) launch(delivery);
    },
    stop: async () => {
      isStopped = true;
      for (const timer of timers.values()) clock.clear(timer);
      await Promise.all(running);
    },
  };
};

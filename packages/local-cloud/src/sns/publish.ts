import { randomUUID } from 'node:crypto';
import { AwsError, UnsupportedError } from '../kernel/aws-error.ts';
import type { CloudContext } from '../kernel/context.ts';
import type { Deliveries } from './deliveries.ts';
import { compileFilter } from './filter-policy.ts';
import { invalidParameter } from './sns-error.ts';
import type { Attributes, Notification, Subscription } from './topic.ts';
import type { Topics } from './topics.ts';

export interface NewNotification {
  readonly message: string;
  readonly subject?: string | undefined;
  readonly structure?: string | undefined;
  readonly attributes?: Attributes | undefined;
}

export type Publish = (topicArn: string, notification: NewNotification) => Promise<{ readonly messageId: string }>;

const maxBytes = 262_144;

/** Bytes of a message with its attributes, as the limit counts them. */
export const sizeOf = ({ message, attributes = {} }: NewNotification): number =>
  Object.entries(attributes).reduce(
    (sum, [name, { DataType, StringValue = '', BinaryValue = '' }]) =>
      sum +
      Buffer.byteLength(name) +
      Buffer.byteLength(DataType) +
      Buffer.byteLength(StringValue) +
      Buffer.from(BinaryValue, 'base64').length,
    Buffer.byteLength(message),
  );

const refuseAttribute = (name: string, { DataType, StringValue, BinaryValue }: Attributes[string]): void => {
  if (!/^(String|String\.Array|Number|Binary)(\..+)?$/.test(DataType ?? '')) {
    throw new AwsError(
      'ParameterValueInvalid',
      `The message attribute '${name}' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.`,
    );
  }
  const value = DataType.startsWith('Binary') ? BinaryValue : StringValue;
  if (value === undefined || value === '') {
    throw new AwsError(
      'ParameterValueInvalid',
      `The message attribute '${name}' must contain non-empty message attribute value for message attribute type '${DataType}'.`,
    );
  }
};

const refuseStructure = (message: string): void => {
  let texts: unknown;
  try {
    texts = JSON.parse(message);
  } catch {
    throw invalidParameter('Message Structure - JSON message body failed to parse');
  }
  if (typeof (texts as { default?: unknown } | null)?.default !== 'string') {
    throw invalidParameter('Message Structure - No default entry in JSON message body');
  }
};

/** @throws AwsError InvalidParameter, ParameterValueInvalid */
const refuseNotification = (notification: NewNotification): void => {
  const { message, subject, structure, attributes = {} } = notification;
  if (message === '') throw invalidParameter('Empty message');
  if (sizeOf(notification) > maxBytes) throw invalidParameter('Message too long');
  // Source: https://docs.aws.amazon.com/sns/latest/api/API_Publish.html (Subject)
  if (subject !== undefined && !/^[\x20-\x7e]{1,100}$/.test(subject)) throw invalidParameter('Subject');
  for (const [name, attribute] of Object.entries(attributes)) refuseAttribute(name, attribute);
  if (structure === undefined) return;
  if (structure !== 'json') throw new UnsupportedError(`the MessageStructure ${structure}`);
  refuseStructure(message);
};

const wants = ({ attributes }: Subscription, notification: Notification): boolean => {
  const policy = attributes['FilterPolicy'];
  return (
    policy === undefined || compileFilter(policy, attributes['FilterPolicyScope'] ?? 'MessageAttributes')(notification)
  );
};

/** Publishes to a topic: resolves when the message is on disk for every subscriber that wants it. */
export const createPublish =
  ({ clock, storage }: CloudContext, topics: Topics, deliveries: Deliveries): Publish =>
  async (topicArn, notification) => {
    topics.get(topicArn);
    refuseNotification(notification);
    const { message, subject, structure, attributes = {} } = notification;
    const published: Notification = {
      messageId: randomUUID(),
      topicArn,
      message,
      subject,
      isStructured: structure === 'json',
      attributes,
      publishedAt: clock.now(),
    };
    for (const subscription of topics.subscriptions(topicArn)) {
      if (wants(subscription, published)) deliveries.add(subscription, published);
    }
    await storage.flush();
    return { messageId: published.messageId };
  };

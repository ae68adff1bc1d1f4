import { createHash } from 'node:crypto';
import type { Attributes, Notification, Subscription, Topic } from './topic.ts';

type WireAttributes = Readonly<Record<string, { readonly Type: string; readonly Value: string }>>;

const wireAttributes = (attributes: Attributes): WireAttributes =>
  Object.fromEntries(
    Object.entries(attributes).map(([name, { DataType, StringValue = '', BinaryValue }]) => [
      name,
      { Type: DataType, Value: BinaryValue ?? StringValue },
    ]),
  );

/** The text for a protocol: of a structured message its own, or the default. */
export const messageFor = ({ message, isStructured }: Notification, protocol: string): string => {
  if (!isStructured) return message;
  const texts = JSON.parse(message) as Record<string, string>;
  return texts[protocol] ?? texts['default'] ?? '';
};

/** There is no key of AWS here to sign with: a digest of what would be signed stands in its place. */
const digest = (fields: Readonly<Record<string, string | undefined>>): string =>
  createHash('sha256')
    .update(
      Object.entries(fields)
        .map(([name, value]) => `${name}\n${value}\n`)
        .join(''),
    )
    .digest('base64');

const region = (arn: string): string => arn.split(':')[3] ?? '';

const common = (notification: Notification, { arn, protocol }: Subscription, { signatureVersion }: Topic) => {
  const { messageId, topicArn, subject, publishedAt } = notification;
  const message = messageFor(notification, protocol);
  const timestamp = new Date(publishedAt).toISOString();
  const host = `https://sns.${region(topicArn)}.amazonaws.com`;
  return {
    messageId,
    topicArn,
    subject,
    message,
    timestamp,
    signatureVersion,
    signature: digest({ Message: message, MessageId: messageId, Timestamp: timestamp, TopicArn: topicArn }),
    certificate: `${host}/SimpleNotificationService.pem`,
    unsubscribe: `${host}/?Action=Unsubscribe&SubscriptionArn=${arn}`,
  };
};

/** The JSON that a queue gets. Source: https://docs.aws.amazon.com/sns/latest/dg/sns-sqs-as-subscriber.html */
export const queueEnvelope = (notification: Notification, subscription: Subscription, topic: Topic): string => {
  const each = common(notification, subscription, topic);
  const hasAttributes = Object.keys(notification.attributes).length > 0;
  return JSON.stringify({
    Type: 'Notification',
    MessageId: each.messageId,
    TopicArn: each.topicArn,
    Subject: each.subject,
    Message: each.message,
    Timestamp: each.timestamp,
    SignatureVersion: each.signatureVersion,
    Signature: each.signature,
    SigningCertURL: each.certificate,
    UnsubscribeURL: each.unsubscribe,
    ...(hasAttributes ? { MessageAttributes: wireAttributes(notification.attributes) } : {}),
  });
};

/** The event that a function gets. Source: https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html */
export const functionEvent = (notification: Notification, subscription: Subscription, topic: Topic): string => {
  const each = common(notification, subscription, topic);
  const record = {
    EventSource: 'aws:sns',
    EventVersion: '1.0',
    EventSubscriptionArn: subscription.arn,
    Sns: {
      Type: 'Notification',
      MessageId: each.messageId,
      TopicArn: each.topicArn,
      Subject: each.subject ?? null,
      Message: each.message,
      Timestamp: each.timestamp,
      SignatureVersion: each.signatureVersion,
      Signature: each.signature,
      SigningCertUrl: each.certificate,
      UnsubscribeUrl: each.unsubscribe,
      MessageAttributes: wireAttributes(notification.attributes),
    },
  };
  return JSON.stringify({ Records: [record] });
};

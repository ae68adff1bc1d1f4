import { operation } from '../../kernel/operation.ts';
import { pageOf } from '../page.ts';
import type { Subscription } from '../topic.ts';
import type { Topics } from '../topics.ts';

interface SubscribeInput {
  readonly TopicArn: string;
  readonly Protocol: string;
  readonly Endpoint?: string;
  readonly Attributes?: Readonly<Record<string, string>>;
  readonly ReturnSubscriptionArn?: string;
}

const listAnswer = (subscriptions: readonly Subscription[], token: string | undefined, accountId: string) => {
  const { page, ...next } = pageOf(subscriptions, token);
  return {
    Subscriptions: page.map(({ arn, protocol, endpoint, topicArn }) => ({
      SubscriptionArn: arn,
      Owner: accountId,
      Protocol: protocol,
      Endpoint: endpoint,
      TopicArn: topicArn,
    })),
    ...next,
  };
};

const attributesOf = (
  { arn, topicArn, protocol, endpoint, attributes }: Subscription,
  accountId: string,
): Map<string, string> =>
  new Map([
    ['SubscriptionArn', arn],
    ['TopicArn', topicArn],
    ['Protocol', protocol],
    ['Endpoint', endpoint],
    ['Owner', accountId],
    ['ConfirmationWasAuthenticated', 'true'],
    ['PendingConfirmation', 'false'],
    ['RawMessageDelivery', 'false'],
    ...Object.entries(attributes),
  ]);

/** The operations on subscriptions. Queues and functions of the same account need no confirmation. */
export const subscriptionOperations = (topics: Topics, accountId: string) => ({
  Subscribe: operation<SubscribeInput, unknown>(
    ['TopicArn', 'Protocol', 'Endpoint', 'Attributes', 'ReturnSubscriptionArn'],
    ({ TopicArn, Protocol, Endpoint = '', Attributes }) => {
      const { arn } = topics.subscribe({
        topicArn: TopicArn,
        protocol: Protocol,
        endpoint: Endpoint,
        attributes: Attributes || {},
      });
      return { SubscriptionArn: arn };
    },
  ),
  Unsubscribe: operation<{ SubscriptionArn: string }, unknown>(['SubscriptionArn'], ({ SubscriptionArn }) =>
    topics.unsubscribe(SubscriptionArn),
  ),
  ListSubscriptions: operation<{ NextToken?: string }, unknown>(['NextToken'], ({ NextToken }) =>
    listAnswer(topics.subscriptions(), NextToken, accountId),
  ),
  ListSubscriptionsByTopic: operation<{ TopicArn: string; NextToken?: string }, unknown>(
    ['TopicArn', 'NextToken'],
    ({ TopicArn, NextToken }) => listAnswer(topics.subscriptions(topics.get(TopicArn).arn), NextToken, accountId),
  ),
  GetSubscriptionAttributes: operation<{ SubscriptionArn: string }, unknown>(
    ['SubscriptionArn'],
    ({ SubscriptionArn }) => ({
      Attributes: attributesOf(topics.subscription(SubscriptionArn), accountId),
    }),
  ),
  SetSubscriptionAttributes: operation<
    { SubscriptionArn: string; AttributeName: string; AttributeValue?: string },
    unknown
  >(
    ['SubscriptionArn', 'AttributeName', 'AttributeValue'],
    ({ SubscriptionArn, AttributeName, AttributeValue = '' }) =>
      void topics.setAttributes(SubscriptionArn, { [AttributeName]: AttributeValue }),
  ),
});

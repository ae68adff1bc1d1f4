import { randomUUID } from 'node:crypto';
import { UnsupportedError } from '../kernel/aws-error.ts';
import type { CloudContext } from '../kernel/context.ts';
import { invalidParameter, subscriptionNotFound, topicNotFound } from './sns-error.ts';
import { checkSubscriptionAttributes } from './subscription-attributes.ts';
import { type Protocol, protocols, type Subscription, type Topic } from './topic.ts';

export interface NewSubscription {
  readonly topicArn: string;
  readonly protocol: string;
  readonly endpoint: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** Topics and their subscriptions. */
export interface Topics {
  /** @throws AwsError NotFound */
  get(arn: string): Topic;
  find(arn: string): Topic | undefined;
  list(): readonly Topic[];
  /** Makes a topic, or gives the one that is there. @throws AwsError InvalidParameter */
  create(name: string, tags: Readonly<Record<string, string>>): Topic;
  change(arn: string, change: Partial<Topic>): Topic;
  /** Removes a topic with its subscriptions. */
  remove(arn: string): void;
  /** @throws AwsError NotFound */
  subscription(arn: string): Subscription;
  findSubscription(arn: string): Subscription | undefined;
  subscriptions(topicArn?: string): readonly Subscription[];
  /** @throws AwsError NotFound, InvalidParameter; UnsupportedError naming a protocol */
  subscribe(subscription: NewSubscription): Subscription;
  setAttributes(arn: string, attributes: Readonly<Record<string, string>>): Subscription;
  unsubscribe(arn: string): void;
}

const refuseTarget = (protocol: string, endpoint: string): Protocol => {
  const known = protocols.find((each) => each === protocol);
  if (known === undefined) throw new UnsupportedError(`the SNS protocol ${protocol}`);
  if (!endpoint.startsWith(`arn:aws:${protocol}:`))
    throw invalidParameter(`${protocol === 'sqs' ? 'SQS' : 'Lambda'} endpoint ARN`);
  return known;
};

const isSame = (a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean =>
  JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort());

export const createTopics = ({ storage, arn: arnOf }: CloudContext): Topics => {
  const topics = storage.table<Topic>('sns.topics');
  const subscriptions = storage.table<Subscription>('sns.subscriptions');
  const get = (arn: string): Topic => {
    const topic = topics.get(arn);
    if (topic === undefined) throw topicNotFound();
    return topic;
  };
  const subscription = (arn: string): Subscription => {
    const found = subscriptions.get(arn);
    if (found === undefined) throw subscriptionNotFound();
    return found;
  };
  const put = (topic: Topic): Topic => {
    topics.set(topic.arn, topic);
    return topic;
  };
  const putSubscription = (each: Subscription): Subscription => {
    subscriptions.set(each.arn, each);
    return each;
  };
  const of = (topicArn?: string) =>
    [...subscriptions.values()].filter((each) => topicArn === undefined || each.topicArn === topicArn);
  return {
    get,
    find: (arn) => topics.get(arn),
    list: () => [...topics.values()].sort((a, b) => (a.arn < b.arn ? -1 : 1)),
    create: (name, tags) => {
      if (!/^[\w-]{1,256}$/.test(name)) throw invalidParameter('Topic Name');
      const arn = arnOf('sns', name);
      return topics.get(arn) ?? put({ arn, name, displayName: '', signatureVersion: '1', tags });
    },
    change: (arn, change) => put({ ...get(arn), ...change }),
    remove: (arn) => {
      topics.delete(arn);
      for (const each of of(arn)) subscriptions.delete(each.arn);
    },
    subscription,
    findSubscription: (arn) => subscriptions.get(arn),
    subscriptions: of,
    subscribe: ({ topicArn, protocol, endpoint, attributes }) => {
      get(topicArn);
      const checked = {
        topicArn,
        protocol: refuseTarget(protocol, endpoint),
        endpoint,
        attributes: checkSubscriptionAttributes(attributes),
      };
      const existing = of(topicArn).find((each) => each.protocol === protocol && each.endpoint === endpoint);
      if (existing === undefined) return putSubscription({ ...checked, arn: `${topicArn}:${randomUUID()}` });
      if (isSame(existing.attributes, checked.attributes)) return existing;
      throw invalidParameter('Attributes Reason: Subscription already exists with different attributes');
    },
    setAttributes: (arn, attributes) => {
      const existing = subscription(arn);
      return putSubscription({
        ...existing,
        attributes: checkSubscriptionAttributes({ ...existing.attributes, ...attributes }),
      });
    },
    unsubscribe: (arn) => void subscriptions.delete(arn),
  };
};

import { type ResourceState, resourceType } from '../../kernel/resource-type.ts';
import { protocols, type Topic } from '../topic.ts';
import type { Topics } from '../topics.ts';

interface InlineSubscription {
  readonly Protocol: string;
  readonly Endpoint: string;
}

interface TopicProperties {
  readonly TopicName?: string;
  readonly DisplayName?: string;
  readonly SignatureVersion?: '1' | '2';
  readonly Subscription?: readonly InlineSubscription[];
  readonly Tags?: readonly { readonly Key: string; readonly Value: string }[];
}

const listOf = (properties: Readonly<Record<string, object>>) => ({
  type: 'array',
  items: { type: 'object', properties, required: Object.keys(properties) },
});

const text = { type: 'string' };

const stateOf = ({ arn, name }: Topic): ResourceState => ({
  physicalId: arn,
  attributes: { TopicArn: arn, TopicName: name },
});

const changeOf = ({ DisplayName = '', SignatureVersion = '1', Tags = [] }: TopicProperties): Partial<Topic> => ({
  displayName: DisplayName,
  signatureVersion: SignatureVersion,
  tags: Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value])),
});

const isOf = (each: InlineSubscription) => (subscription: { readonly protocol: string; readonly endpoint: string }) =>
  subscription.protocol === each.Protocol && subscription.endpoint === each.Endpoint;

/** AWS::SNS::Topic. Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-topic.html */
export const topicType = (topics: Topics) => {
  const subscribe = (topicArn: string, { Subscription = [] }: TopicProperties): void => {
    for (const { Protocol, Endpoint } of Subscription) {
      topics.subscribe({ topicArn, protocol: Protocol, endpoint: Endpoint, attributes: {} });
    }
  };
  return resourceType<TopicProperties>({
    typeName: 'AWS::SNS::Topic',
    schema: {
      properties: {
        TopicName: text,
        DisplayName: text,
        SignatureVersion: { type: 'string', enum: ['1', '2'] },
        Subscription: listOf({ Protocol: { type: 'string', enum: protocols }, Endpoint: text }),
        Tags: listOf({ Key: text, Value: text }),
      },
    },
    createOnly: ['TopicName'],
    create: async (properties, context) => {
      const { arn } = topics.create(properties.TopicName ?? context.generateName(256), {});
      context.initiated(stateOf(topics.get(arn)));
      subscribe(arn, properties);
      return stateOf(topics.change(arn, changeOf(properties)));
    },
    update: async ({ physicalId, properties: before }, properties) => {
      const wanted = properties.Subscription ?? [];
      const gone = (before.Subscription ?? []).filter(
        (each) => !wanted.some((other) => other.Protocol === each.Protocol && other.Endpoint === each.Endpoint),
      );
      for (const each of gone) {
        const subscription = topics.subscriptions(physicalId).find(isOf(each));
        if (subscription !== undefined) topics.unsubscribe(subscription.arn);
      }
      subscribe(physicalId, properties);
      return stateOf(topics.change(physicalId, changeOf(properties)));
    },
    remove: async ({ physicalId }) => topics.remove(physicalId),
  });
};

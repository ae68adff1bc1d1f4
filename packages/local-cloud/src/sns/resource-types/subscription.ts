import { resourceType } from '../../kernel/resource-type.ts';
import { protocols } from '../topic.ts';
import type { Topics } from '../topics.ts';

interface SubscriptionProperties {
  readonly TopicArn: string;
  readonly Protocol: string;
  readonly Endpoint: string;
  readonly FilterPolicy?: object | string;
  readonly FilterPolicyScope?: string;
  readonly RawMessageDelivery?: boolean | string;
  readonly RedrivePolicy?: object | string;
}

const document = { type: ['object', 'string'] };

const asText = (value: object | string | boolean | undefined): string => {
  if (value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};

/** All attributes, those that are not given as empty, which takes them away. */
const attributesOf = ({
  FilterPolicy,
  FilterPolicyScope,
  RawMessageDelivery,
  RedrivePolicy,
}: SubscriptionProperties) => ({
  FilterPolicy: asText(FilterPolicy),
  FilterPolicyScope: asText(FilterPolicyScope),
  RawMessageDelivery: asText(RawMessageDelivery),
  RedrivePolicy: asText(RedrivePolicy),
});

/** AWS::SNS::Subscription. Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-subscription.html */
export const subscriptionType = (topics: Topics) =>
  resourceType<SubscriptionProperties>({
    typeName: 'AWS::SNS::Subscription',
    schema: {
      properties: {
        TopicArn: { type: 'string' },
        Protocol: { type: 'string', enum: protocols },
        Endpoint: { type: 'string' },
        FilterPolicy: document,
        FilterPolicyScope: { type: 'string', enum: ['MessageAttributes', 'MessageBody'] },
        RawMessageDelivery: { type: 'boolean' },
        RedrivePolicy: document,
      },
      required: ['TopicArn', 'Protocol', 'Endpoint'],
    },
    createOnly: ['TopicArn', 'Protocol', 'Endpoint'],
    create: async (properties) => {
      const { TopicArn: topicArn, Protocol: protocol, Endpoint: endpoint } = properties;
      const { arn } = topics.subscribe({ topicArn, protocol, endpoint, attributes: attributesOf(properties) });
      return { physicalId: arn, attributes: { Arn: arn } };
    },
    update: async ({ physicalId, attributes }, properties) => {
      topics.setAttributes(physicalId, attributesOf(properties));
      return { physicalId, attributes };
    },
    remove: async ({ physicalId }) => topics.unsubscribe(physicalId),
  });

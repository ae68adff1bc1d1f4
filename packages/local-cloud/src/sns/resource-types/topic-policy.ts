import { resourceType } from '../../kernel/resource-type.ts';
import type { Topics } from '../topics.ts';

interface TopicPolicyProperties {
  readonly Topics: readonly string[];
  readonly PolicyDocument: object | string;
}

/** AWS::SNS::TopicPolicy. Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-topicpolicy.html */
export const topicPolicyType = (topics: Topics) => {
  const put = ({ Topics: arns, PolicyDocument }: TopicPolicyProperties): void => {
    const policy = typeof PolicyDocument === 'string' ? PolicyDocument : JSON.stringify(PolicyDocument);
    for (const arn of arns) topics.change(arn, { policy });
  };
  const clear = (arns: readonly string[]): void => {
    for (const arn of arns) if (topics.find(arn) !== undefined) topics.change(arn, { policy: undefined });
  };
  return resourceType<TopicPolicyProperties>({
    typeName: 'AWS::SNS::TopicPolicy',
    schema: {
      properties: {
        Topics: { type: 'array', items: { type: 'string' } },
        PolicyDocument: { type: ['object', 'string'] },
      },
      required: ['Topics', 'PolicyDocument'],
    },
    createOnly: [],
    create: async (properties, context) => {
      put(properties);
      const physicalId = context.generateName(128);
      return { physicalId, attributes: { Id: physicalId } };
    },
    update: async ({ physicalId, attributes, properties: before }, properties) => {
      clear(before.Topics.filter((arn) => !properties.Topics.includes(arn)));
      put(properties);
      return { physicalId, attributes };
    },
    remove: async ({ properties }) => clear(properties.Topics),
  });
};

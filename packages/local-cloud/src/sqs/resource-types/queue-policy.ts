import { resourceType } from '../../kernel/resource-type.ts';
import type { SqsState } from '../state.ts';

interface QueuePolicyProperties {
  readonly Queues: readonly string[];
  readonly PolicyDocument: object | string;
}

/** AWS::SQS::QueuePolicy. Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queuepolicy.html */
export const queuePolicyType = ({ queues }: SqsState) => {
  const put = (urls: readonly string[], policy: string): void => {
    for (const url of urls) queues.setAttributes(queues.get(url), { Policy: policy });
  };
  const textOf = ({ PolicyDocument }: QueuePolicyProperties): string =>
    typeof PolicyDocument === 'string' ? PolicyDocument : JSON.stringify(PolicyDocument);
  const clear = (urls: readonly string[]): void =>
    put(
      urls.filter((url) => queues.find(url) !== undefined),
      '',
    );
  return resourceType<QueuePolicyProperties>({
    typeName: 'AWS::SQS::QueuePolicy',
    schema: {
      properties: {
        Queues: { type: 'array', items: { type: 'string' } },
        PolicyDocument: { type: ['object', 'string'] },
      },
      required: ['Queues', 'PolicyDocument'],
    },
    createOnly: [],
    create: async (properties, context) => {
      put(properties.Queues, textOf(properties));
      const physicalId = context.generateName(128);
      return { physicalId, attributes: { Id: physicalId } };
    },
    update: async ({ physicalId, attributes, properties: before }, properties) => {
      clear(before.Queues.filter((url) => !properties.Queues.includes(url)));
      put(properties.Queues, textOf(properties));
      return { physicalId, attributes };
    },
    remove: async ({ properties }) => clear(properties.Queues),
  });
};

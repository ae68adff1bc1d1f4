import { type ResourceType, resourceType } from '../../kernel/resource-type.ts';
import type { Registry } from '../registry/registry.ts';

interface Properties {
  readonly PolicyName?: string;
  readonly PolicyDocument: object | string;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-iot-policy.html */
export function policy({ policies }: Registry): ResourceType {
  const stateOf = (policyName: string) => ({
    physicalId: policyName,
    attributes: { Arn: policies.arn(policyName), Id: policyName },
  });
  return resourceType<Properties>({
    typeName: 'AWS::IoT::Policy',
    schema: {
      properties: { PolicyName: { type: 'string' }, PolicyDocument: { type: ['object', 'string'] } },
      required: ['PolicyDocument'],
    },
    createOnly: ['PolicyName'],
    create: async (properties, { generateName }) => {
      const policyName = properties.PolicyName ?? generateName(128);
      policies.create(policyName, toText(properties.PolicyDocument));
      return stateOf(policyName);
    },
    update: async ({ physicalId }, properties) => {
      policies.replaceDocument(physicalId, toText(properties.PolicyDocument));
      return stateOf(physicalId);
    },
    remove: async ({ physicalId }) => policies.remove(physicalId),
  });
}

function toText(document: object | string): string {
  return typeof document === 'string' ? document : JSON.stringify(document);
}

import { type ResourceType, resourceType } from '../../kernel/resource-type.ts';
import type { Attributes } from '../registry/attributes.ts';
import type { Registry } from '../registry/registry.ts';

interface Properties {
  readonly ThingName?: string;
  readonly AttributePayload?: { readonly Attributes?: Attributes };
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-iot-thing.html */
export function thing({ things }: Registry): ResourceType {
  const stateOf = (thingName: string) => ({
    physicalId: thingName,
    attributes: { Arn: things.arn(thingName), Id: things.get(thingName).thingId },
  });
  return resourceType<Properties>({
    typeName: 'AWS::IoT::Thing',
    schema: {
      properties: {
        ThingName: { type: 'string' },
        AttributePayload: {
          type: 'object',
          properties: { Attributes: { type: 'object', additionalProperties: { type: 'string' } } },
        },
      },
    },
    createOnly: ['ThingName'],
    create: async ({ ThingName, AttributePayload }, { generateName }) => {
      const thingName = ThingName ?? generateName(128);
      things.create(thingName, { attributePayload: { attributes: AttributePayload?.Attributes ?? {} } });
      return stateOf(thingName);
    },
    update: async ({ physicalId }, { AttributePayload }) => {
      things.update(physicalId, { attributePayload: { attributes: AttributePayload?.Attributes ?? {} } });
      return stateOf(physicalId);
    },
    remove: async ({ physicalId }) => things.delete(physicalId),
  });
}

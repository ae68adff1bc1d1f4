import { type ResourceType, resourceType } from '../../kernel/resource-type.ts';
import type { Attributes } from '../registry/attributes.ts';
import type { Registry } from '../registry/registry.ts';
import type { ThingGroupProperties } from '../registry/thing-groups.ts';

interface Properties {
  readonly ThingGroupName?: string;
  readonly ParentGroupName?: string;
  readonly ThingGroupProperties?: {
    readonly ThingGroupDescription?: string;
    readonly AttributePayload?: { readonly Attributes?: Attributes };
  };
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-iot-thinggroup.html */
export function thingGroup({ thingGroups }: Registry): ResourceType {
  const stateOf = (thingGroupName: string) => ({
    physicalId: thingGroupName,
    attributes: { Arn: thingGroups.arn(thingGroupName), Id: thingGroups.get(thingGroupName).thingGroupId },
  });
  return resourceType<Properties>({
    typeName: 'AWS::IoT::ThingGroup',
    schema: {
      properties: {
        ThingGroupName: { type: 'string' },
        ParentGroupName: { type: 'string' },
        ThingGroupProperties: {
          type: 'object',
          properties: {
            ThingGroupDescription: { type: 'string' },
            AttributePayload: {
              type: 'object',
              properties: { Attributes: { type: 'object', additionalProperties: { type: 'string' } } },
            },
          },
        },
      },
    },
    createOnly: ['ThingGroupName', 'ParentGroupName'],
    create: async (properties, { generateName }) => {
      const thingGroupName = properties.ThingGroupName ?? generateName(128);
      thingGroups.create(thingGroupName, toProperties(properties), properties.ParentGroupName);
      return stateOf(thingGroupName);
    },
    update: async ({ physicalId }, properties) => {
      thingGroups.update(physicalId, toProperties(properties));
      return stateOf(physicalId);
    },
    remove: async ({ physicalId }) => thingGroups.delete(physicalId),
  });
}

function toProperties({ ThingGroupProperties: properties }: Properties): ThingGroupProperties {
  return {
    thingGroupDescription: properties?.ThingGroupDescription ?? '',
    attributePayload: { attributes: properties?.AttributePayload?.Attributes ?? {} },
  };
}

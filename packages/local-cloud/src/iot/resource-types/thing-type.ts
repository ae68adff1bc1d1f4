import { type ResourceType, resourceType } from '../../kernel/resource-type.ts';
import type { Registry } from '../registry/registry.ts';
import type { ThingTypeProperties } from '../registry/thing-types.ts';

interface Properties {
  readonly ThingTypeName?: string;
  readonly ThingTypeProperties?: {
    readonly ThingTypeDescription?: string;
    readonly SearchableAttributes?: readonly string[];
  };
  readonly DeprecateThingType?: boolean;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-iot-thingtype.html */
export function thingType({ thingTypes }: Registry): ResourceType {
  const stateOf = (thingTypeName: string) => ({
    physicalId: thingTypeName,
    attributes: { Arn: thingTypes.arn(thingTypeName), Id: thingTypes.get(thingTypeName).thingTypeId },
  });
  return resourceType<Properties>({
    typeName: 'AWS::IoT::ThingType',
    schema: {
      properties: {
        ThingTypeName: { type: 'string' },
        ThingTypeProperties: {
          type: 'object',
          properties: {
            ThingTypeDescription: { type: 'string' },
            SearchableAttributes: { type: 'array', items: { type: 'string' } },
          },
        },
        DeprecateThingType: { type: 'boolean' },
      },
    },
    createOnly: ['ThingTypeName'],
    create: async (properties, { generateName }) => {
      const thingTypeName = properties.ThingTypeName ?? generateName(128);
      thingTypes.create(thingTypeName, toProperties(properties));
      if (properties.DeprecateThingType === true) thingTypes.deprecate(thingTypeName, false);
      return stateOf(thingTypeName);
    },
    update: async ({ physicalId }, properties) => {
      thingTypes.changeProperties(physicalId, toProperties(properties));
      thingTypes.deprecate(physicalId, properties.DeprecateThingType !== true);
      return stateOf(physicalId);
    },
    remove: async ({ physicalId }) => thingTypes.remove(physicalId),
  });
}

function toProperties({ ThingTypeProperties: properties }: Properties): ThingTypeProperties {
  return {
    ...(properties?.ThingTypeDescription && { thingTypeDescription: properties.ThingTypeDescription }),
    ...(properties?.SearchableAttributes && { searchableAttributes: properties.SearchableAttributes }),
  };
}

import type { Route } from '../../kernel/api.ts';
import type { Registry } from '../registry/registry.ts';
import type { ThingType, ThingTypeProperties } from '../registry/thing-types.ts';
import { pageOf } from './page.ts';
import { restOperation } from './rest-operation.ts';

interface Members {
  readonly thingTypeName: string;
  readonly thingTypeProperties?: ThingTypeProperties;
  readonly undoDeprecate?: boolean;
  readonly nextToken?: string;
  readonly maxResults?: string;
}

export function thingTypeOperations({ thingTypes }: Registry): Route[] {
  const describe = ({ thingTypeName, thingTypeId, properties, createdAt, deprecatedAt }: ThingType) => ({
    thingTypeName,
    thingTypeId,
    thingTypeArn: thingTypes.arn(thingTypeName),
    thingTypeProperties: properties,
    thingTypeMetadata: {
      deprecated: deprecatedAt !== undefined,
      creationDate: createdAt / 1000,
      deprecationDate: deprecatedAt === undefined ? undefined : deprecatedAt / 1000,
    },
  });
  const path = '/thing-types/{thingTypeName}';
  return [
    restOperation<Members>({
      name: 'CreateThingType',
      method: 'POST',
      path,
      body: ['thingTypeProperties'],
      run: ({ thingTypeName, thingTypeProperties = {} }) => {
        const { thingTypeId } = thingTypes.create(thingTypeName, thingTypeProperties);
        return { thingTypeName, thingTypeArn: thingTypes.arn(thingTypeName), thingTypeId };
      },
    }),
    restOperation<Members>({
      name: 'DescribeThingType',
      method: 'GET',
      path,
      run: ({ thingTypeName }) => describe(thingTypes.get(thingTypeName)),
    }),
    restOperation<Members>({
      name: 'DeprecateThingType',
      method: 'POST',
      path: `${path}/deprecate`,
      body: ['undoDeprecate'],
      run: ({ thingTypeName, undoDeprecate = false }) => {
        thingTypes.deprecate(thingTypeName, undoDeprecate);
        return {};
      },
    }),
    restOperation<Members>({
      name: 'DeleteThingType',
      method: 'DELETE',
      path,
      run: ({ thingTypeName }) => {
        thingTypes.delete(thingTypeName);
        return {};
      },
    }),
    restOperation<Partial<Members>>({
      name: 'ListThingTypes',
      method: 'GET',
      path: '/thing-types',
      query: ['nextToken', 'maxResults', 'thingTypeName'],
      run: ({ nextToken, maxResults, thingTypeName }) => {
        const wanted = thingTypes.list().filter((type) => (thingTypeName ?? type.thingTypeName) === type.thingTypeName);
        const { items, next } = pageOf(wanted, nextToken, maxResults);
        return { thingTypes: items.map(describe).map(({ thingTypeId: _, ...type }) => type), nextToken: next };
      },
    }),
  ];
}

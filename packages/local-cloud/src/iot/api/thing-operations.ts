import type { Route } from '../../kernel/api.ts';
import type { AttributePayload } from '../registry/attributes.ts';
import { describeThing } from '../registry/describe-thing.ts';
import type { Registry } from '../registry/registry.ts';
import type { Thing } from '../registry/things.ts';
import { pageOf } from './page.ts';
import { restOperation } from './rest-operation.ts';

interface Named {
  readonly thingName: string;
}

interface ThingMembers extends Named {
  readonly thingTypeName?: string;
  readonly attributePayload?: AttributePayload;
  readonly expectedVersion?: string | number;
  readonly removeThingType?: boolean;
}

interface ListThings {
  readonly nextToken?: string;
  readonly maxResults?: string;
  readonly attributeName?: string;
  readonly attributeValue?: string;
  readonly thingTypeName?: string;
}

interface Principal extends Named {
  readonly principal: string;
  readonly nextToken?: string;
  readonly maxResults?: string;
}

/** CreateThing, DescribeThing, …: https://docs.aws.amazon.com/iot/latest/apireference/API_CreateThing.html and its neighbours */
export function thingOperations({ things, thingGroups }: Registry): Route[] {
  const describe = (thing: Thing) => describeThing(things, thing);
  return [
    restOperation<ThingMembers>({
      name: 'CreateThing',
      method: 'POST',
      path: '/things/{thingName}',
      body: ['thingTypeName', 'attributePayload'],
      run: (input) => {
        const { thingName, thingId } = things.create(input.thingName, input);
        return { thingName, thingArn: things.arn(thingName), thingId };
      },
    }),
    restOperation<Named>({
      name: 'DescribeThing',
      method: 'GET',
      path: '/things/{thingName}',
      run: ({ thingName }) => describe(things.get(thingName)),
    }),
    restOperation<ThingMembers>({
      name: 'UpdateThing',
      method: 'PATCH',
      path: '/things/{thingName}',
      body: ['thingTypeName', 'attributePayload', 'expectedVersion', 'removeThingType'],
      run: (input) => {
        things.update(input.thingName, { ...input, expectedVersion: optionalNumber(input.expectedVersion) });
        return {};
      },
    }),
    restOperation<ThingMembers>({
      name: 'DeleteThing',
      method: 'DELETE',
      path: '/things/{thingName}',
      query: ['expectedVersion'],
      run: ({ thingName, expectedVersion }) => {
        things.delete(thingName, optionalNumber(expectedVersion));
        for (const group of thingGroups.list()) {
          if (group.things.includes(thingName)) thingGroups.remove(group.thingGroupName, thingName);
        }
        return {};
      },
    }),
    restOperation<ListThings>({
      name: 'ListThings',
      method: 'GET',
      path: '/things',
      query: ['nextToken', 'maxResults', 'attributeName', 'attributeValue', 'thingTypeName'],
      run: ({ nextToken, maxResults, attributeName, attributeValue, thingTypeName }) => {
        const wanted = things
          .list()
          .filter((thing) => thingTypeName === undefined || thing.thingTypeName === thingTypeName)
          .filter(({ attributes }) => attributeName === undefined || attributes[attributeName] === attributeValue);
        const { items, next } = pageOf(wanted, nextToken, maxResults);
        return {
          things: items.map(describe).map(({ defaultClientId: _, thingId: __, ...thing }) => thing),
          nextToken: next,
        };
      },
    }),
    ...principalOperations({ things }),
  ];
}

const PRINCIPAL = { 'x-amzn-principal': 'principal' } as const;

function principalOperations({ things }: Pick<Registry, 'things'>): Route[] {
  return [
    restOperation<Principal>({
      name: 'AttachThingPrincipal',
      method: 'PUT',
      path: '/things/{thingName}/principals',
      headers: PRINCIPAL,
      run: ({ thingName, principal }) => {
        things.attach(thingName, principal);
        return {};
      },
    }),
    restOperation<Principal>({
      name: 'DetachThingPrincipal',
      method: 'DELETE',
      path: '/things/{thingName}/principals',
      headers: PRINCIPAL,
      run: ({ thingName, principal }) => {
        things.detach(thingName, principal);
        return {};
      },
    }),
    restOperation<Principal>({
      name: 'ListThingPrincipals',
      method: 'GET',
      path: '/things/{thingName}/principals',
      query: ['nextToken', 'maxResults'],
      run: ({ thingName, nextToken, maxResults }) => {
        const { items, next } = pageOf(things.get(thingName).principals, nextToken, maxResults);
        return { principals: items, nextToken: next };
      },
    }),
    restOperation<Principal>({
      name: 'ListPrincipalThings',
      method: 'GET',
      path: '/principals/things',
      query: ['nextToken', 'maxResults'],
      headers: PRINCIPAL,
      run: ({ principal, nextToken, maxResults }) => {
        const names = things.list().filter((thing) => thing.principals.includes(principal));
        const { items, next } = pageOf(names, nextToken, maxResults);
        return { things: items.map(({ thingName }) => thingName), nextToken: next };
      },
    }),
  ];
}

function optionalNumber(value: string | number | undefined): number | undefined {
  return value === undefined ? undefined : Number(value);
}

import type { Route } from '../../kernel/api.ts';
import type { Registry } from '../registry/registry.ts';
import type { ThingGroup, ThingGroupProperties } from '../registry/thing-groups.ts';
import { pageOf } from './page.ts';
import { restOperation } from './rest-operation.ts';

interface Members {
  readonly thingGroupName: string;
  readonly parentGroupName?: string;
  readonly thingGroupProperties?: ThingGroupProperties;
  readonly expectedVersion?: string | number;
}

interface Listing {
  readonly thingGroupName: string;
  readonly thingName: string;
  readonly parentGroup?: string;
  readonly namePrefixFilter?: string;
  readonly recursive?: string;
  readonly nextToken?: string;
  readonly maxResults?: string;
}

interface Membership {
  readonly thingGroupName?: string;
  readonly thingGroupArn?: string;
  readonly thingName?: string;
  readonly thingArn?: string;
}

/** Static thing groups; dynamic ones are refused by name. */
export function thingGroupOperations(registry: Registry): Route[] {
  const { thingGroups } = registry;
  const path = '/thing-groups/{thingGroupName}';
  return [
    ...membershipOperations(registry),
    restOperation<Members>({
      name: 'CreateThingGroup',
      method: 'POST',
      path,
      body: ['parentGroupName', 'thingGroupProperties'],
      run: ({ thingGroupName, parentGroupName, thingGroupProperties = {} }) => {
        const { thingGroupId } = thingGroups.create(thingGroupName, thingGroupProperties, parentGroupName);
        return { thingGroupName, thingGroupArn: thingGroups.arn(thingGroupName), thingGroupId };
      },
    }),
    restOperation<Members>({
      name: 'DescribeThingGroup',
      method: 'GET',
      path,
      run: ({ thingGroupName }) => describe(registry, thingGroups.get(thingGroupName)),
    }),
    restOperation<Members>({
      name: 'UpdateThingGroup',
      method: 'PATCH',
      path,
      body: ['thingGroupProperties', 'expectedVersion'],
      run: ({ thingGroupName, thingGroupProperties = {}, expectedVersion }) => {
        const { version } = thingGroups.update(thingGroupName, thingGroupProperties, optionalNumber(expectedVersion));
        return { version };
      },
    }),
    restOperation<Members>({
      name: 'DeleteThingGroup',
      method: 'DELETE',
      path,
      query: ['expectedVersion'],
      run: ({ thingGroupName, expectedVersion }) => {
        thingGroups.delete(thingGroupName, optionalNumber(expectedVersion));
        return {};
      },
    }),
    ...listOperations(registry),
  ];
}

function listOperations({ thingGroups, things }: Registry): Route[] {
  const named = (group: ThingGroup) => thingGroups.reference(group);
  return [
    restOperation<Partial<Listing>>({
      name: 'ListThingGroups',
      method: 'GET',
      path: '/thing-groups',
      query: ['nextToken', 'maxResults', 'parentGroup', 'namePrefixFilter', 'recursive'],
      run: ({ parentGroup, namePrefixFilter = '', recursive = 'true', nextToken, maxResults }) => {
        const below = parentGroup === undefined ? thingGroups.list() : childrenOf(parentGroup, recursive === 'true');
        const wanted = below.filter(({ thingGroupName }) => thingGroupName.startsWith(namePrefixFilter));
        const { items, next } = pageOf(wanted, nextToken, maxResults);
        return { thingGroups: items.map(named), nextToken: next };
      },
    }),
    restOperation<Listing>({
      name: 'ListThingsInThingGroup',
      method: 'GET',
      path: '/thing-groups/{thingGroupName}/things',
      query: ['recursive', 'nextToken', 'maxResults'],
      run: ({ thingGroupName, recursive, nextToken, maxResults }) => {
        const group = thingGroups.get(thingGroupName);
        const groups = recursive === 'true' ? thingGroups.withDescendants(group) : [group];
        const { items, next } = pageOf([...new Set(groups.flatMap((each) => each.things))], nextToken, maxResults);
        return { things: items, nextToken: next };
      },
    }),
    restOperation<Listing>({
      name: 'ListThingGroupsForThing',
      method: 'GET',
      path: '/things/{thingName}/thing-groups',
      query: ['nextToken', 'maxResults'],
      run: ({ thingName, nextToken, maxResults }) => {
        things.get(thingName);
        const { items, next } = pageOf(thingGroups.of(thingName), nextToken, maxResults);
        return { thingGroups: items.map(named), nextToken: next };
      },
    }),
  ];

  function childrenOf(parent: string, isRecursive: boolean): ThingGroup[] {
    if (isRecursive) return thingGroups.withDescendants(thingGroups.get(parent)).slice(1);
    return thingGroups.list().filter(({ parentGroupName }) => parentGroupName === parent);
  }
}

function membershipOperations({ thingGroups }: Registry): Route[] {
  const body = ['thingGroupName', 'thingGroupArn', 'thingName', 'thingArn'] as const;
  const names = ({ thingGroupName, thingGroupArn, thingName, thingArn }: Membership): [string, string] => [
    thingGroupName ?? nameIn(thingGroupArn),
    thingName ?? nameIn(thingArn),
  ];
  return [
    restOperation<Membership>({
      name: 'AddThingToThingGroup',
      method: 'PUT',
      path: '/thing-groups/addThingToThingGroup',
      body,
      run: (input) => {
        thingGroups.add(...names(input));
        return {};
      },
    }),
    restOperation<Membership>({
      name: 'RemoveThingFromThingGroup',
      method: 'PUT',
      path: '/thing-groups/removeThingFromThingGroup',
      body,
      run: (input) => {
        thingGroups.remove(...names(input));
        return {};
      },
    }),
  ];
}

function describe({ thingGroups }: Registry, group: ThingGroup): object {
  const { thingGroupName, thingGroupId, parentGroupName, description, attributes, version, createdAt } = group;
  return {
    thingGroupName,
    thingGroupId,
    thingGroupArn: thingGroups.arn(thingGroupName),
    version,
    thingGroupProperties: { thingGroupDescription: description, attributePayload: { attributes } },
    thingGroupMetadata: {
      parentGroupName,
      rootToParentThingGroups: thingGroups.ancestors(group).map((each) => thingGroups.reference(each)),
      creationDate: createdAt / 1000,
    },
  };
}

function nameIn(arn: string | undefined): string {
  return arn?.split('/').at(-1) ?? '';
}

function optionalNumber(value: string | number | undefined): number | undefined {
  return value === undefined ? undefined : Number(value);
}

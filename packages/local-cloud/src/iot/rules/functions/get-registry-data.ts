import type { SqlPorts } from '@signalbox/iot-sql';
import { describeThing } from '../../registry/describe-thing.ts';
import type { Registry } from '../../registry/registry.ts';
import type { RuleRoles } from '../rule-roles.ts';

/**
 * What DescribeThing or ListThingGroupsForThing answers.
 * Source: https://docs.aws.amazon.com/iot/latest/developerguide/iot-sql-functions.html#iot-sql-get-registry-data
 */
export function getRegistryData(registry: Registry, roles: RuleRoles): NonNullable<SqlPorts['get_registry_data']> {
  const { things, thingGroups } = registry;
  return async ({ registryApi, thingName, roleArn }) => {
    roles.assume(roleArn);
    const thing = things.get(thingName);
    if (registryApi === 'DescribeThing') return JSON.stringify(describeThing(things, thing));
    return JSON.stringify({ thingGroups: thingGroups.of(thingName).map((group) => thingGroups.reference(group)) });
  };
}

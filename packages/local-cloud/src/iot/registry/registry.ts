import type { CloudContext } from '../../kernel/context.ts';
import { Policies } from './policies.ts';
import { ThingGroups } from './thing-groups.ts';
import { ThingTypes } from './thing-types.ts';
import { Things } from './things.ts';

export interface Registry {
  readonly things: Things;
  readonly thingTypes: ThingTypes;
  readonly thingGroups: ThingGroups;
  readonly policies: Policies;
}

export function createRegistry(context: CloudContext): Registry {
  const thingTypes = new ThingTypes(context);
  const things = new Things(context, thingTypes);
  return { thingTypes, things, thingGroups: new ThingGroups(context, things), policies: new Policies(context) };
}

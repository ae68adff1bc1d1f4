import type { Engine } from './engine.ts';

/** Remembers what an update has to go back to; after an update that was left half-way, that is still what was before it. */
export const rememberStable = ({ store }: Engine, stackId: string, isHalfWay: boolean): void => {
  if (isHalfWay) return;
  for (const resource of store.resources(stackId)) {
    if (resource.current === undefined) store.dropResource(stackId, resource.logicalId);
    else store.saveResource(stackId, { ...resource, previous: resource.current });
  }
};

/** Ends an update: nothing is left to go back to. */
export const settle = ({ store }: Engine, stackId: string): void => {
  for (const resource of store.resources(stackId))
    store.saveResource(stackId, {
      ...resource,
      previous: undefined,
      replaced: [],
      pendingToken: undefined,
      changeToken: undefined,
    });
};

import type { Engine } from './engine.ts';
import { type Removal, removeInstances } from './remove-instances.ts';
import type { Stack } from './stack.ts';
import { instancesOf, type StackResource } from './stack-resource.ts';

/** Resources without anything physical: a creation that failed. They only leave the stack. */
const dropEmpty = ({ store }: Engine, stack: Stack, resource: StackResource): void => {
  if (instancesOf(resource).length > 0 || resource.status.startsWith('DELETE_')) return;
  store.tell(stack.id, resource, 'DELETE_COMPLETE');
};

const removalsOf = (
  { store }: Engine,
  stack: Stack,
  resource: StackResource,
  isRetained: (resource: StackResource) => boolean,
): readonly Removal[] => {
  const gone = new Set<string>();
  const instances = instancesOf(resource);
  return instances.map((instance) => ({
    resource,
    instance,
    isRetained: isRetained({ ...resource, current: instance }),
    forget: () => {
      gone.add(instance.token);
      const left = instances.filter(({ token }) => !gone.has(token));
      const latest = store.resource(stack.id, resource.logicalId) ?? resource;
      store.saveResource(stack.id, { ...latest, current: left[0], previous: undefined, replaced: left.slice(1) });
    },
  }));
};

/**
 * Removes all that a stack has, except what is to be retained. What is gone stays in the store with DELETE_COMPLETE, as it does on AWS.
 * @returns the logical ids whose removal failed
 */
export const removeAll = async (
  engine: Engine,
  stack: Stack,
  isRetained: (resource: StackResource) => boolean,
): Promise<readonly string[]> => {
  const resources = engine.store.resources(stack.id);
  for (const resource of resources) dropEmpty(engine, stack, resource);
  return removeInstances(
    engine,
    stack,
    resources.flatMap((resource) => removalsOf(engine, stack, resource, isRetained)),
  );
};

/** Runs a deletion that has been begun (DELETE_IN_PROGRESS). */
export const runDelete = async (engine: Engine, stackId: string): Promise<void> => {
  const { store } = engine;
  const stack = store.get(stackId);
  const failed = await removeAll(
    engine,
    stack,
    ({ logicalId, current }) =>
      stack.retainResources?.includes(logicalId) === true || (current?.deletionPolicy ?? 'Delete') !== 'Delete',
  );
  if (engine.isStopping()) return;
  if (failed.length > 0) {
    store.setStatus(stackId, 'DELETE_FAILED', `The following resource(s) failed to delete: [${failed.join(', ')}]. `);
    return;
  }
  for (const { id } of store.changeSets(stackId)) store.dropChangeSet(id);
  store.setStatus(stackId, 'DELETE_COMPLETE', undefined, { deletedAt: engine.now(), outputs: [] });
};

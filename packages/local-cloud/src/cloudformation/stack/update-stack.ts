import { deploy } from './create-stack.ts';
import type { Engine } from './engine.ts';
import { type Removal, removeInstances } from './remove-instances.ts';
import { rollBackUpdate } from './roll-back-update.ts';
import { settle } from './settle.ts';
import type { Stack } from './stack.ts';
import type { StackResource } from './stack-resource.ts';

const removalsOf = (engine: Engine, stack: Stack, resource: StackResource, isDropped: boolean): readonly Removal[] => {
  const { store } = engine;
  const { logicalId, current, replaced } = resource;
  const olds = replaced.map((instance) => ({
    resource,
    instance,
    isRetained: current?.updateReplacePolicy !== 'Delete',
    forget: () => {
      const latest = store.resource(stack.id, logicalId) ?? resource;
      const left = latest.replaced.filter(({ token }) => token !== instance.token);
      store.saveResource(stack.id, { ...latest, replaced: left });
    },
  }));
  if (!isDropped || current === undefined) return olds;
  const isRetained = current.deletionPolicy !== 'Delete';
  return [...olds, { resource, instance: current, isRetained, forget: () => store.dropResource(stack.id, logicalId) }];
};

/** Removes what an update replaced or dropped. A removal that fails is told, and the resource left behind, as on AWS. */
export const cleanUpUpdate = async (engine: Engine, stackId: string): Promise<void> => {
  const { store } = engine;
  const stack = store.get(stackId);
  if (stack.deployment === undefined) throw new Error(`the stack ${stack.name} has no template`);
  const { desired } = engine.modelOf(stack, stack.deployment);
  const resources = store.resources(stackId);
  await removeInstances(
    engine,
    stack,
    resources.flatMap((each) => removalsOf(engine, stack, each, !desired.has(each.logicalId))),
  );
  if (engine.isStopping()) return;
  for (const { logicalId } of resources) if (!desired.has(logicalId)) store.dropResource(stackId, logicalId);
  settle(engine, stackId);
  store.setStatus(stackId, 'UPDATE_COMPLETE', undefined, { previous: undefined });
};

/** Takes a failed update back, unless the operation said not to. */
export const failUpdate = async (engine: Engine, stackId: string, reason: string): Promise<void> => {
  const { store } = engine;
  engine.cancelled.delete(stackId);
  if (store.get(stackId).disableRollback) {
    store.setStatus(stackId, 'UPDATE_FAILED', reason);
    return;
  }
  store.setStatus(stackId, 'UPDATE_ROLLBACK_IN_PROGRESS', reason);
  return rollBackUpdate(engine, stackId);
};

const failedReason = ({ store }: Engine, stackId: string, failed: readonly string[]): string => {
  const isNew = (id: string) => store.resource(stackId, id)?.status.startsWith('CREATE') === true;
  const listing = (verb: string, ids: readonly string[]) =>
    ids.length === 0 ? '' : `The following resource(s) failed to ${verb}: [${ids.join(', ')}]. `;
  return (
    listing('create', failed.filter(isNew)) +
    listing(
      'update',
      failed.filter((id) => !isNew(id)),
    )
  );
};

/** Runs an update that has been begun (UPDATE_IN_PROGRESS). */
export const runUpdate = async (engine: Engine, stackId: string): Promise<void> => {
  const { store } = engine;
  const stack = store.get(stackId);
  if (stack.deployment === undefined) throw new Error(`the stack ${stack.name} has no template`);
  try {
    const { failed, outputs } = await deploy(engine, stack, stack.deployment);
    if (engine.isStopping()) return;
    if (engine.cancelled.has(stackId)) return await failUpdate(engine, stackId, 'User Initiated');
    if (failed.length > 0) return await failUpdate(engine, stackId, failedReason(engine, stackId, failed));
    store.setStatus(stackId, 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', undefined, { outputs });
  } catch (error) {
    return failUpdate(engine, stackId, (error as Error).message);
  }
  await cleanUpUpdate(engine, stackId);
};

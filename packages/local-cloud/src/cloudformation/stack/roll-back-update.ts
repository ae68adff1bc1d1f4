import { canonicalJson } from '../template/json.ts';
import { contextOf, type Engine, requireType } from './engine.ts';
import { failureReason } from './failure-reason.ts';
import { orEnd, policyChange } from './policy-change.ts';
import { type Removal, removeInstances } from './remove-instances.ts';
import { runGraph } from './run-graph.ts';
import { settle } from './settle.ts';
import type { Stack } from './stack.ts';
import { type Instance, isCutOff, type StackResource } from './stack-resource.ts';

interface Touched {
  readonly resource: StackResource;
  readonly current: Instance;
  readonly previous: Instance;
}

/** Resources that the failed update changed, replaced or tried to. */
const asTouched = (resource: StackResource): readonly Touched[] => {
  const { current, previous, status } = resource;
  if (current === undefined || previous === undefined) return [];
  const isSame = canonicalJson(current) === canonicalJson(previous) && /_COMPLETE$/.test(status);
  return isSame ? [] : [{ resource, current, previous }];
};

const restore = async (engine: Engine, stack: Stack, { resource, current, previous }: Touched): Promise<boolean> => {
  const { store } = engine;
  const { logicalId, replaced } = resource;
  if (current.token !== previous.token) {
    const others = [...replaced, current].filter(({ token }) => token !== previous.token);
    store.tell(stack.id, { ...resource, current: previous, replaced: others }, 'UPDATE_COMPLETE');
    return true;
  }
  if (canonicalJson(current) === canonicalJson(previous)) {
    store.tell(stack.id, resource, 'UPDATE_COMPLETE');
    return true;
  }
  // Going back follows the policy of what was before, as on AWS.
  const { token: changeToken, change } = policyChange(engine, stack, resource, previous.updatePolicy);
  const going = { ...resource, changeToken };
  if (!isCutOff(resource)) store.tell(stack.id, going, 'UPDATE_IN_PROGRESS');
  try {
    const context = contextOf(stack, logicalId, previous.token, { change });
    const update = requireType(engine, resource.type).update(current as never, previous.properties as never, context);
    const made = await orEnd(engine, change, update);
    if (made === undefined) return true;
    store.tell(stack.id, { ...going, current: { ...previous, ...made } }, 'UPDATE_COMPLETE');
    return true;
  } catch (error) {
    store.tell(stack.id, going, 'UPDATE_FAILED', failureReason(error, engine.newId()));
    return false;
  }
};

const restoreAll = (engine: Engine, stack: Stack): Promise<readonly string[]> => {
  const touched = new Map(
    engine.store
      .resources(stack.id)
      .flatMap((resource) => asTouched(resource).map((each) => [resource.logicalId, each])),
  );
  const graph = new Map([...touched].map(([id, { previous }]) => [id, new Set(previous.dependsOn)]));
  const run = async (id: string) => {
    const each = touched.get(id);
    return each === undefined || restore(engine, stack, each);
  };
  return runGraph(graph, run, engine.isStopping);
};

const removalsOf = ({ store }: Engine, stack: Stack, resource: StackResource): readonly Removal[] => {
  const { logicalId, current, previous, replaced } = resource;
  const drop = () => {
    const latest = store.resource(stack.id, logicalId);
    if (latest !== undefined && latest.previous === undefined) store.dropResource(stack.id, logicalId);
  };
  const isAdded = previous === undefined;
  const instances = isAdded && current !== undefined ? [...replaced, current] : replaced;
  return instances.map((instance) => ({
    resource,
    instance,
    isRetained: (isAdded ? instance.deletionPolicy : instance.updateReplacePolicy) === 'Retain',
    forget: () => {
      if (instance.token === current?.token) return drop();
      const latest = store.resource(stack.id, logicalId) ?? resource;
      const left = latest.replaced.filter(({ token }) => token !== instance.token);
      store.saveResource(stack.id, { ...latest, replaced: left });
    },
  }));
};

/** Removes what the failed update had made (UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS). */
export const cleanUpRollback = async (engine: Engine, stackId: string): Promise<void> => {
  const { store } = engine;
  const stack = store.get(stackId);
  const resources = store.resources(stackId);
  for (const resource of resources)
    if (resource.previous === undefined && resource.current === undefined)
      store.tell(stackId, resource, 'DELETE_COMPLETE');
  await removeInstances(
    engine,
    stack,
    resources.flatMap((each) => removalsOf(engine, stack, each)),
  );
  if (engine.isStopping()) return;
  for (const { logicalId, previous } of resources) if (previous === undefined) store.dropResource(stackId, logicalId);
  settle(engine, stackId);
  store.setStatus(stackId, 'UPDATE_ROLLBACK_COMPLETE', undefined, { previous: undefined });
};

/** Runs the rollback of an update that has been begun (UPDATE_ROLLBACK_IN_PROGRESS). */
export const rollBackUpdate = async (engine: Engine, stackId: string): Promise<void> => {
  const { store } = engine;
  const stack = store.get(stackId);
  const failed = await restoreAll(engine, stack);
  if (engine.isStopping()) return;
  if (failed.length > 0) {
    const reason = `The following resource(s) failed to update: [${failed.join(', ')}]. `;
    store.setStatus(stackId, 'UPDATE_ROLLBACK_FAILED', reason);
    return;
  }
  const { previous } = stack;
  const status = 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS';
  store.setStatus(stackId, status, undefined, previous === undefined ? {} : { deployment: previous });
  await cleanUpRollback(engine, stackId);
};

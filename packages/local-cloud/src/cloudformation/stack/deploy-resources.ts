import { deployResource } from './deploy-resource.ts';
import type { Engine } from './engine.ts';
import type { Model } from './model.ts';
import { liveValues } from './outputs.ts';
import { runGraph } from './run-graph.ts';
import type { Stack } from './stack.ts';

const cancelled = (status: string): string =>
  status.startsWith('CREATE') ? 'Resource creation cancelled' : 'Resource update cancelled';

/**
 * Brings every resource of a model about, as many at a time as their dependencies allow.
 * @returns the logical ids that failed, the first one first; those that were cancelled with it too
 */
export const deployResources = async (engine: Engine, stack: Stack, model: Model): Promise<readonly string[]> => {
  const { store } = engine;
  const evaluate = model.evaluator(liveValues(store, stack.id));
  const running = new Set<string>();
  const failed: string[] = [];
  const callOff = new AbortController();
  const cancelOthers = () => {
    // At the end of the cloud they stay as they are: the next start takes them back.
    if (engine.isStopping()) return;
    callOff.abort();
    for (const logicalId of running) {
      const resource = store.resource(stack.id, logicalId);
      if (resource?.status.endsWith('_IN_PROGRESS') !== true) continue;
      store.tell(stack.id, resource, resource.status.replace('IN_PROGRESS', 'FAILED'), cancelled(resource.status));
      failed.push(logicalId);
    }
  };
  const isCancelled = () => failed.length > 0;
  const run = async (logicalId: string): Promise<boolean> => {
    const declaration = model.desired.get(logicalId);
    if (declaration === undefined) return true;
    const dependsOn = [...(model.graph.get(logicalId) ?? [])];
    const onFailed = () => {
      running.delete(logicalId);
      failed.push(logicalId);
      cancelOthers();
    };
    running.add(logicalId);
    const task = {
      stack,
      logicalId,
      declaration,
      dependsOn,
      evaluate,
      cancelled: callOff.signal,
      isCancelled,
      onFailed,
    };
    const isWell = await deployResource(engine, task);
    running.delete(logicalId);
    return isWell;
  };
  engine.callOff.set(stack.id, callOff);
  await runGraph(model.graph, run, () => isCancelled() || engine.isStopping() || engine.cancelled.has(stack.id));
  engine.callOff.delete(stack.id);
  return failed;
};

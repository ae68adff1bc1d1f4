import { type DependencyGraph, reverse } from '../template/dependency-graph.ts';
import { contextOf, type Engine, requireType } from './engine.ts';
import { failureReason } from './failure-reason.ts';
import { runGraphOn } from './run-graph.ts';
import type { Stack } from './stack.ts';
import type { Instance, StackResource } from './stack-resource.ts';

/** One physical resource to be removed. */
export interface Removal {
  readonly resource: StackResource;
  readonly instance: Instance;
  /** Left to itself, out of the stack (`DELETE_SKIPPED`). */
  readonly isRetained: boolean;
  /** Called once it is gone or left to itself. */
  readonly forget: () => void;
}

const remove = async (
  engine: Engine,
  stack: Stack,
  { resource, instance, isRetained, forget }: Removal,
): Promise<boolean> => {
  const { store } = engine;
  const { logicalId, type } = resource;
  const { physicalId } = instance;
  const tell = (status: string, reason?: string) => {
    const latest = store.resource(stack.id, logicalId) ?? resource;
    // What was replaced goes while the resource itself stays as it is.
    const say = latest.current === undefined || latest.current.token === instance.token ? store.tell : store.note;
    say(stack.id, latest, status, reason, physicalId);
  };
  if (isRetained) {
    tell('DELETE_SKIPPED');
    forget();
    return true;
  }
  tell('DELETE_IN_PROGRESS');
  try {
    await requireType(engine, type).remove(instance as never, contextOf(stack, logicalId, instance.token));
  } catch (error) {
    tell('DELETE_FAILED', failureReason(error, engine.newId()));
    return false;
  }
  tell('DELETE_COMPLETE');
  forget();
  return true;
};

/** Instances of one logical id in their order, and each after all that needs it. */
const removalGraph = (removals: ReadonlyMap<string, Removal>): DependencyGraph => {
  const keysOf = (logicalId: string) =>
    [...removals].filter(([, each]) => each.resource.logicalId === logicalId).map(([key]) => key);
  return reverse(
    new Map([...removals].map(([key, { instance }]) => [key, new Set(instance.dependsOn.flatMap(keysOf))])),
  );
};

/**
 * Removes physical resources, each after those that depend on it.
 * @returns the logical ids whose removal failed
 */
export const removeInstances = async (
  engine: Engine,
  stack: Stack,
  removals: readonly Removal[],
): Promise<readonly string[]> => {
  const byToken = new Map(removals.map((each) => [each.instance.token, each]));
  const failed = await runGraphOn(
    removalGraph(byToken),
    async (token) => {
      const removal = byToken.get(token);
      return removal === undefined || remove(engine, stack, removal);
    },
    engine.isStopping,
  );
  return [...new Set(failed.map((token) => byToken.get(token)?.resource.logicalId ?? token))];
};

import { removeAll, runDelete } from './delete-stack.ts';
import { deployResources } from './deploy-resources.ts';
import type { Engine } from './engine.ts';
import { checkExports, evaluateOutputs, liveValues } from './outputs.ts';
import type { Deployment, Stack, StackOutput } from './stack.ts';

/** Runs the deployment of a stack's resources and works out its outputs. @throws AwsError if an output or export is wrong */
export const deploy = async (
  engine: Engine,
  stack: Stack,
  deployment: Deployment,
): Promise<{ readonly failed: readonly string[]; readonly outputs: readonly StackOutput[] }> => {
  const model = engine.modelOf(stack, deployment);
  const failed = await deployResources(engine, stack, model);
  const isCut = failed.length > 0 || engine.isStopping() || engine.cancelled.has(stack.id);
  if (isCut) return { failed, outputs: [] };
  const outputs = evaluateOutputs(model, liveValues(engine.store, stack.id));
  checkExports(engine, engine.store.get(stack.id), outputs);
  return { failed, outputs: outputs.map((output) => ({ ...output, value: output.value ?? '' })) };
};

/** Takes a failed creation back, as its OnFailure says. */
export const failCreate = async (engine: Engine, stackId: string, reason: string): Promise<void> => {
  const { store } = engine;
  const { onFailure, disableRollback } = store.get(stackId);
  if (disableRollback || onFailure === 'DO_NOTHING') {
    store.setStatus(stackId, 'CREATE_FAILED', reason);
    return;
  }
  if (onFailure === 'DELETE') {
    store.setStatus(stackId, 'DELETE_IN_PROGRESS', `${reason}Delete requested by user.`);
    return runDelete(engine, stackId);
  }
  store.setStatus(stackId, 'ROLLBACK_IN_PROGRESS', `${reason}Rollback requested by user.`);
  return rollBackCreate(engine, stackId);
};

/** Runs the rollback of a creation that has been begun (ROLLBACK_IN_PROGRESS). */
export const rollBackCreate = async (engine: Engine, stackId: string): Promise<void> => {
  const { store } = engine;
  const failed = await removeAll(engine, store.get(stackId), ({ current }) => current?.deletionPolicy === 'Retain');
  if (engine.isStopping()) return;
  if (failed.length > 0)
    store.setStatus(stackId, 'ROLLBACK_FAILED', `The following resource(s) failed to delete: [${failed.join(', ')}]. `);
  else store.setStatus(stackId, 'ROLLBACK_COMPLETE');
};

/** Runs a creation that has been begun (CREATE_IN_PROGRESS). */
export const runCreate = async (engine: Engine, stackId: string): Promise<void> => {
  const { store } = engine;
  const stack = store.get(stackId);
  if (stack.deployment === undefined) throw new Error(`the stack ${stack.name} has no template`);
  try {
    const { failed, outputs } = await deploy(engine, stack, stack.deployment);
    if (engine.isStopping()) return;
    if (failed.length === 0) store.setStatus(stackId, 'CREATE_COMPLETE', undefined, { outputs });
    else await failCreate(engine, stackId, `The following resource(s) failed to create: [${failed.join(', ')}]. `);
  } catch (error) {
    await failCreate(engine, stackId, `${(error as Error).message}. `);
  }
};

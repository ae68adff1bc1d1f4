import { failCreate, rollBackCreate } from './create-stack.ts';
import { runDelete } from './delete-stack.ts';
import { contextOf, type Engine, requireType } from './engine.ts';
import { orEnd, policyChange } from './policy-change.ts';
import { cleanUpRollback, rollBackUpdate } from './roll-back-update.ts';
import type { Stack } from './stack.ts';
import { isCutOff, type StackResource } from './stack-resource.ts';
import { cleanUpUpdate, failUpdate, runUpdate } from './update-stack.ts';

const stopped = 'The embedded cloud was stopped during the operation. ';

const inProgress = ({ store }: Engine, stackId: string): readonly StackResource[] =>
  store.resources(stackId).filter(({ status }) => /^(CREATE|UPDATE)_IN_PROGRESS$/.test(status));

/** Resources that were being worked on when the cloud ended: what came of it is not known. */
const failInterrupted = (engine: Engine, stackId: string): void => {
  for (const resource of inProgress(engine, stackId))
    engine.store.tell(stackId, resource, resource.status.replace('IN_PROGRESS', 'FAILED'), stopped.trim());
};

/** Calls off a change that is or was under way under an UpdatePolicy, and waits until it is taken back. */
const abandon = async (engine: Engine, stack: Stack, resource: StackResource): Promise<void> => {
  const { current, previous = current, changeToken, status } = resource;
  if (current === undefined || changeToken === undefined || status === 'UPDATE_COMPLETE') return;
  const cutOff = { ...resource, status: 'UPDATE_IN_PROGRESS' };
  const { change } = policyChange(engine, stack, cutOff, current.updatePolicy, AbortSignal.abort());
  const context = contextOf(stack, resource.logicalId, current.token, { change });
  const update = requireType(engine, resource.type).update(previous as never, current.properties as never, context);
  // That it failed is what was wanted.
  await orEnd(engine, change, update).catch(() => undefined);
};

/** An update goes on if all that was under way can be taken up again; else it fails and is taken back. */
const resumeUpdate = async (engine: Engine, stack: Stack): Promise<void> => {
  const resources = engine.store.resources(stack.id);
  const cut = inProgress(engine, stack.id);
  const hasFailed = resources.some(({ status }) => status.endsWith('_FAILED'));
  if (cut.length > 0 && cut.every(isCutOff) && !hasFailed) return runUpdate(engine, stack.id);
  await Promise.all(resources.map((resource) => abandon(engine, stack, resource)));
  if (engine.isStopping()) return;
  failInterrupted(engine, stack.id);
  return failUpdate(engine, stack.id, stopped);
};

/**
 * Goes on with an operation that the end of the cloud cut off: a creation or an update fails and is taken back, as its options say,
 * but an update that only waited for changes under an UpdatePolicy, a rollback, a clean-up and a deletion go on where they were.
 */
export const resume = async (engine: Engine, stack: Stack): Promise<void> => {
  const { id, status } = stack;
  if (status === 'CREATE_IN_PROGRESS') failInterrupted(engine, id);
  if (status === 'CREATE_IN_PROGRESS') return failCreate(engine, id, stopped);
  if (status === 'UPDATE_IN_PROGRESS') return resumeUpdate(engine, stack);
  if (status === 'ROLLBACK_IN_PROGRESS') return rollBackCreate(engine, id);
  if (status === 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS') return cleanUpUpdate(engine, id);
  if (status === 'UPDATE_ROLLBACK_IN_PROGRESS') return rollBackUpdate(engine, id);
  if (status === 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS') return cleanUpRollback(engine, id);
  if (status === 'DELETE_IN_PROGRESS') return runDelete(engine, id);
};

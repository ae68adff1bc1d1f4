import { failCreate, rollBackCreate } from './create-stack.ts';
import { runDelete } from './delete-stack.ts';
import type { Engine } from './engine.ts';
import { cleanUpRollback, rollBackUpdate } from './roll-back-update.ts';
import type { Stack } from './stack.ts';
import { cleanUpUpdate, failUpdate } from './update-stack.ts';

const stopped = 'The embedded cloud was stopped during the operation. ';

/** Resources that were being worked on when the cloud ended: what came of it is not known. */
const failInterrupted = ({ store }: Engine, stackId: string): void => {
  for (const resource of store.resources(stackId)) {
    if (!/^(CREATE|UPDATE)_IN_PROGRESS$/.test(resource.status)) continue;
    store.tell(stackId, resource, resource.status.replace('IN_PROGRESS', 'FAILED'), stopped.trim());
  }
};

/**
 * Goes on with an operation that the end of the cloud cut off: a creation or an update fails and is taken back, as its options say;
 * a rollback, a clean-up and a deletion go on where they were.
 */
export const resume = async (engine: Engine, { id, status }: Stack): Promise<void> => {
  if (status === 'CREATE_IN_PROGRESS' || status === 'UPDATE_IN_PROGRESS') failInterrupted(engine, id);
  if (status === 'CREATE_IN_PROGRESS') return failCreate(engine, id, stopped);
  if (status === 'UPDATE_IN_PROGRESS') return failUpdate(engine, id, stopped);
  if (status === 'ROLLBACK_IN_PROGRESS') return rollBackCreate(engine, id);
  if (status === 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS') return cleanUpUpdate(engine, id);
  if (status === 'UPDATE_ROLLBACK_IN_PROGRESS') return rollBackUpdate(engine, id);
  if (status === 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS') return cleanUpRollback(engine, id);
  if (status === 'DELETE_IN_PROGRESS') return runDelete(engine, id);
};

import { readTemplate } from '../template/read-template.ts';
import { runCreate } from './create-stack.ts';
import { runDelete } from './delete-stack.ts';
import type { Engine } from './engine.ts';
import { rollBackUpdate } from './roll-back-update.ts';
import { rememberStable } from './settle.ts';
import type { Deployment, OnFailure } from './stack.ts';
import { runUpdate } from './update-stack.ts';

/** Runs an operation behind the request that asked for it. */
export type RunLater = (stackId: string, run: () => Promise<void>) => void;

export interface Begin {
  readonly create: (
    stackId: string,
    deployment: Deployment,
    options: { onFailure: OnFailure; disableRollback: boolean },
  ) => void;
  readonly update: (stackId: string, deployment: Deployment, options: { disableRollback: boolean }) => void;
  readonly remove: (stackId: string, retainResources: readonly string[]) => void;
  readonly continueRollback: (stackId: string) => void;
}

const byUser = 'User Initiated';

/** The operations on a stack that go on after their request is answered. Each first tells that it begins. */
export const createBegin = (engine: Engine, later: RunLater): Begin => {
  const { store } = engine;
  const describe = ({ templateBody }: Deployment) => ({ description: readTemplate(templateBody).description });
  return {
    create: (stackId, deployment, options) => {
      store.setStatus(stackId, 'CREATE_IN_PROGRESS', byUser, { deployment, ...options, ...describe(deployment) });
      later(stackId, () => runCreate(engine, stackId));
    },
    update: (stackId, deployment, { disableRollback }) => {
      const stack = store.get(stackId);
      const isHalfWay = stack.status === 'UPDATE_FAILED';
      rememberStable(engine, stackId, isHalfWay);
      const previous = isHalfWay ? stack.previous : stack.deployment;
      const change = { deployment, previous, disableRollback, updatedAt: engine.now(), ...describe(deployment) };
      store.setStatus(stackId, 'UPDATE_IN_PROGRESS', byUser, change);
      later(stackId, () => runUpdate(engine, stackId));
    },
    remove: (stackId, retainResources) => {
      store.setStatus(stackId, 'DELETE_IN_PROGRESS', byUser, { retainResources });
      later(stackId, () => runDelete(engine, stackId));
    },
    continueRollback: (stackId) => {
      store.setStatus(stackId, 'UPDATE_ROLLBACK_IN_PROGRESS', byUser);
      later(stackId, () => rollBackUpdate(engine, stackId));
    },
  };
};

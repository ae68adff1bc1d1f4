import type { Timer } from '../../kernel/clock.ts';
import { type Deployment, isActive } from '../model/deployment.ts';
import { advance } from './advance.ts';
import { type Ending, endDeployment } from './end-deployment.ts';
import type { EngineParts } from './engine-parts.ts';

/** Works on the deployments. */
export interface Engine {
  /** Goes on with a deployment: it was just stored, or something happened to it. */
  wake(id: string): void;
  /** Ends one that runs, with its rollback if there is to be one. */
  end(id: string, ending: Ending): void;
  /** Resolves when a deployment has ended. */
  ended(id: string): Promise<Deployment>;
  /** Goes on with all that ran when the cloud was stopped. */
  start(): void;
  stop(): Promise<void>;
}

export const createEngine = (parts: EngineParts): Engine => {
  const { store, context } = parts;
  const timers = new Map<string, Timer>();
  /** What is worked on now; true if it was woken meanwhile. */
  const working = new Map<string, { isWoken: boolean; readonly done: Promise<void> }>();
  const waiting = new Map<string, ((deployment: Deployment) => void)[]>();
  let isStopped = false;

  const settle = (deployment: Deployment): void => {
    for (const resolve of waiting.get(deployment.id) ?? []) resolve(deployment);
    waiting.delete(deployment.id);
    if (deployment.rollbackId !== undefined) wake(deployment.rollbackId);
  };

  const work = async (id: string): Promise<void> => {
    for (;;) {
      const deployment = store.deployments.get(id);
      if (isStopped || deployment === undefined) return;
      if (!isActive(deployment)) return settle(deployment);
      const state = working.get(id);
      if (state !== undefined) state.isWoken = false;
      const waitMs = await advance(deployment, parts);
      if (waitMs === undefined || working.get(id)?.isWoken === true) continue;
      if (!isStopped)
        timers.set(
          id,
          context.clock.after(waitMs, () => wake(id)),
        );
      return;
    }
  };

  const fail = (id: string, error: unknown): void => {
    context.log.error('a deployment broke', { deployment: id, error });
    const problem = { code: 'INTERNAL_ERROR', message: 'There was an internal error. Try again later.' };
    endDeployment(id, { cause: 'DEPLOYMENT_FAILURE', error: problem }, parts);
    wake(id);
  };

  const wake = (id: string): void => {
    const state = working.get(id);
    if (state !== undefined) {
      state.isWoken = true;
      return;
    }
    context.clock.clear(timers.get(id));
    timers.delete(id);
    // Not in the caller's turn: what it has just stored is answered first.
    const done = Promise.resolve()
      .then(() => work(id))
      .then(
        () => working.delete(id),
        (error) => {
          working.delete(id);
          fail(id, error);
        },
      )
      .then(() => undefined);
    working.set(id, { isWoken: false, done });
  };

  return {
    wake,
    end: (id, ending) => {
      endDeployment(id, ending, parts);
      wake(id);
    },
    ended: (id) => {
      const deployment = store.deployment(id);
      if (!isActive(deployment)) return Promise.resolve(deployment);
      return new Promise((resolve) => waiting.set(id, [...(waiting.get(id) ?? []), resolve]));
    },
    start: () => {
      for (const deployment of [...store.deployments.values()].filter(isActive)) wake(deployment.id);
    },
    stop: async () => {
      isStopped = true;
      for (const timer of timers.values()) context.clock.clear(timer);
      await Promise.all([...working.values()].map(({ done }) => done));
    },
  };
};

import type { Clock, Timer } from '../../kernel/clock.ts';

/** A piece of work of a function, to be done when it is due. */
export interface DueWork {
  readonly id: string;
  readonly functionName: string;
  /** Epoch ms. */
  readonly dueAt: number;
}

/** Does work when it is due, for each function only so much at a time that one cannot starve the others. */
export interface WorkQueue {
  add(work: DueWork): void;
  isStopping(): boolean;
  /** Takes nothing more up. Does not wait for what was taken up. */
  stop(): void;
}

const mostAtOnce = 32;

export const createWorkQueue = (
  clock: Clock,
  run: (id: string) => Promise<void>,
  failed: (error: unknown) => void,
): WorkQueue => {
  const lanes = new Map<string, { readonly ready: string[]; running: number }>();
  const timers = new Set<Timer>();
  let isStopping = false;

  const laneOf = (functionName: string) => {
    const lane = lanes.get(functionName) ?? { ready: [], running: 0 };
    lanes.set(functionName, lane);
    return lane;
  };

  const pump = (functionName: string): void => {
    const lane = laneOf(functionName);
    while (!isStopping && lane.running < mostAtOnce) {
      const id = lane.ready.shift();
      if (id === undefined) return;
      lane.running += 1;
      void run(id)
        .catch(failed)
        .finally(() => {
          lane.running -= 1;
          pump(functionName);
        });
    }
  };

  const makeReady = ({ id, functionName }: DueWork): void => {
    laneOf(functionName).ready.push(id);
    pump(functionName);
  };

  return {
    add: (work) => {
      const delayMs = work.dueAt - clock.now();
      if (delayMs <= 0) return makeReady(work);
      const timer = clock.after(delayMs, () => {
        timers.delete(timer);
        makeReady(work);
      });
      timers.add(timer);
    },
    isStopping: () => isStopping,
    stop: () => {
      isStopping = true;
      for (const timer of timers) clock.clear(timer);
    },
  };
};

import type { MachineState } from './machine.ts';

/** A timer of the machine at place `rank` of the set. */
export interface DueTimer {
  readonly rank: number;
  readonly timer: string;
  readonly dueAt: number;
}

/** Timers fire by due time, then in the order of the set, then by name: an order that no machine and no JSON can change. */
const compare = (a: DueTimer, b: DueTimer): number =>
  a.dueAt - b.dueAt || a.rank - b.rank || (a.timer < b.timer ? -1 : Number(a.timer > b.timer));

const timersOf = (rank: number, state: MachineState, now: number): DueTimer[] =>
  Object.entries(state.timers ?? {}).flatMap(([timer, dueAt]) => (dueAt <= now ? [{ rank, timer, dueAt }] : []));

/** The timers due by `now`, in the order in which they fire. */
export const dueTimers = (machines: ReadonlyMap<number, MachineState>, now: number): DueTimer[] =>
  [...machines].flatMap(([rank, state]) => timersOf(rank, state, now)).sort(compare);

/** Puts those timers of a machine that are due by `now` in their places among `queue`, if they are not in it yet. */
export const enqueue = (queue: DueTimer[], rank: number, state: MachineState, now: number): void => {
  for (const due of timersOf(rank, state, now)) {
    const place = queue.findIndex((other) => compare(due, other) <= 0);
    const there = queue[place];
    if (there && compare(due, there) === 0) continue;
    queue.splice(place < 0 ? queue.length : place, 0, due);
  }
};

/** The state of a machine whose timer is about to fire: without that timer. */
export const withoutTimer = (state: MachineState, timer: string): MachineState => {
  const { [timer]: _fired, ...others } = state.timers ?? {};
  const { timers: _all, ...kept } = state;
  return Object.keys(others).length === 0 ? kept : { ...kept, timers: others };
};

/**
 * Holds a machine to what it may ask for: a new timer is due later than now.
 * @throws {Error} otherwise: the timer would fire without end
 */
export const checkTimers = (next: MachineState, before: MachineState | undefined, now: number): void => {
  if (next.timers === undefined || next.timers === before?.timers) return;
  for (const [timer, dueAt] of Object.entries(next.timers)) {
    if (dueAt > now && dueAt < Number.POSITIVE_INFINITY) continue;
    if (dueAt !== before?.timers?.[timer]) throw new Error(`set timer ${timer} due at ${dueAt}, now is ${now}`);
  }
};

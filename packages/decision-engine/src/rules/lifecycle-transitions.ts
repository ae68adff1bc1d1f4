import { become, type Lifecycle, type LifecycleOutcome, type LifecycleState, statusOf } from './lifecycle-state.ts';

type State = LifecycleState | undefined;

/** Whether the alarm ends when its condition has not been met for a while. */
export const endsQuietly = ({ ownClear, repeats }: Lifecycle): boolean => repeats !== undefined && !ownClear;

/** The timer that ends it then. */
export const quietTimer = (lifecycle: Lifecycle, now: number): { quiet?: number } =>
  lifecycle.repeats && endsQuietly(lifecycle) ? { quiet: now + lifecycle.repeats.withinMs } : {};

/** What starts the wait for data that does not come. */
export const armed = ({ noData }: Lifecycle, now: number): Pick<LifecycleState, 'seenAt' | 'timers'> =>
  noData ? { seenAt: now, timers: { noData: now + noData.afterMs + noData.toleranceMs } } : {};

const stillLatched = (lifecycle: Lifecycle, state: State): boolean => statusOf(lifecycle, state) === 'LATCHED';

/** The alarm begins to wait for `timers`. */
export const wait = (
  lifecycle: Lifecycle,
  state: State,
  now: number,
  timers: Readonly<Record<string, number>>,
): LifecycleOutcome => {
  const status = stillLatched(lifecycle, state) ? 'LATCHED' : 'PENDING';
  return become(lifecycle, state, now, { status, timers, activatedAt: state?.activatedAt });
};

/** A wait ends with nothing. */
export const giveUp = (lifecycle: Lifecycle, state: State, now: number): LifecycleOutcome => {
  const status = stillLatched(lifecycle, state) ? 'LATCHED' : 'NORMAL';
  return become(lifecycle, state, now, { status, activatedAt: state?.activatedAt });
};

/** The alarm comes; a timer `quiet` that was running goes on. */
export const activate = (lifecycle: Lifecycle, state: State, now: number): LifecycleOutcome => {
  const quiet = state?.timers?.['quiet'];
  const timers = quiet === undefined ? quietTimer(lifecycle, now) : { quiet };
  return become(lifecycle, state, now, { status: 'ACTIVE', timers: { ...timers }, activatedAt: now }, 'ACTIVATED');
};

/** The condition stands for as long as it must: the alarm comes, unless it came too short a while ago. */
export const establish = (lifecycle: Lifecycle, state: State, now: number): LifecycleOutcome => {
  const readyAt = (state?.activatedAt ?? Number.NEGATIVE_INFINITY) + lifecycle.cooldownMs;
  if (now >= readyAt) return activate(lifecycle, state, now);
  return wait(lifecycle, state, now, { cooldown: readyAt, ...quietTimer(lifecycle, now) });
};

/** The condition is gone: the alarm goes, or stays latched until somebody acknowledges it. */
export const clear = (lifecycle: Lifecycle, state: State, now: number): LifecycleOutcome => {
  const latches = lifecycle.acknowledge && statusOf(lifecycle, state) === 'ACTIVE';
  const parts = { status: latches ? 'LATCHED' : 'NORMAL', activatedAt: state?.activatedAt } as const;
  return become(lifecycle, state, now, { ...parts, ...armed(lifecycle, now) }, 'CLEARED');
};

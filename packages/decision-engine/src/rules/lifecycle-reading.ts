import {
  become,
  isActive,
  isOff,
  isWaiting,
  type Lifecycle,
  type LifecycleOutcome,
  type LifecycleState,
  statusOf,
  unchanged,
} from './lifecycle-state.ts';
import { armed, clear, endsQuietly, establish, giveUp, quietTimer, wait } from './lifecycle-transitions.ts';

/** Undefined is unknown. */
export type Truth = boolean | undefined;

/** What the conditions say of a reading. Those that the alarm does not have are undefined. */
export interface Conditions {
  readonly when: Truth;
  readonly clear: Truth;
}

type State = LifecycleState | undefined;

/** Whether the reading says that the condition is gone. */
const isGone = (lifecycle: Lifecycle, { clear: clears, when }: Conditions): boolean => {
  if (lifecycle.ownClear) return clears === true;
  if (lifecycle.noData) return true;
  return !lifecycle.repeats && when === false;
};

/** Another occurrence: the time without one starts anew. */
const stayNoisy = (lifecycle: Lifecycle, state: State, when: Truth, now: number): LifecycleOutcome => {
  if (when !== true || !endsQuietly(lifecycle)) return unchanged(lifecycle, state);
  const timers = { ...state?.timers, ...quietTimer(lifecycle, now) };
  if (timers.quiet === state?.timers?.['quiet']) return unchanged(lifecycle, state);
  return become(lifecycle, state, now, { ...state, status: statusOf(lifecycle, state), timers });
};

const whileWaiting = (lifecycle: Lifecycle, state: State, conditions: Conditions, now: number): LifecycleOutcome => {
  const open = lifecycle.schedule?.isOpen(now) ?? true;
  const gone = state?.timers?.['for'] === undefined ? isGone(lifecycle, conditions) : conditions.when === false;
  if (gone && lifecycle.noData) return arm(lifecycle, state, now);
  return gone || !open ? giveUp(lifecycle, state, now) : stayNoisy(lifecycle, state, conditions.when, now);
};

const count = (lifecycle: Lifecycle, state: State, now: number): LifecycleOutcome => {
  const { count: needed, withinMs } = lifecycle.repeats ?? { count: 1, withinMs: 0 };
  const hits = [...(state?.hits ?? []).filter((hit) => now - hit <= withinMs), now];
  if (hits.length >= needed) return establish(lifecycle, state, now);
  const status = statusOf(lifecycle, state);
  return become(lifecycle, state, now, { status, hits, activatedAt: state?.activatedAt });
};

const whileWell = (lifecycle: Lifecycle, state: State, { when }: Conditions, now: number): LifecycleOutcome => {
  if (when !== true || lifecycle.schedule?.isOpen(now) === false) return unchanged(lifecycle, state);
  if (lifecycle.repeats) return count(lifecycle, state, now);
  if (lifecycle.forMs > 0) return wait(lifecycle, state, now, { for: now + lifecycle.forMs });
  return establish(lifecycle, state, now);
};

/** Data came: the wait for the next starts, unless the mark of the last is young enough. */
const arm = (lifecycle: Lifecycle, state: State, now: number): LifecycleOutcome => {
  const sinceMs = now - (state?.seenAt ?? Number.NEGATIVE_INFINITY);
  const young = sinceMs === 0 || sinceMs < (lifecycle.noData?.toleranceMs ?? 0);
  if (young && state?.timers?.['noData'] !== undefined) return unchanged(lifecycle, state);
  const status = statusOf(lifecycle, state) === 'LATCHED' ? 'LATCHED' : 'NORMAL';
  return become(lifecycle, state, now, { status, activatedAt: state?.activatedAt, ...armed(lifecycle, now) });
};

/** What a reading does to an alarm. `now` is the device's clock, epoch ms. */
export const onReading = (
  lifecycle: Lifecycle,
  state: LifecycleState | undefined,
  conditions: Conditions,
  now: number,
): LifecycleOutcome => {
  const status = statusOf(lifecycle, state);
  if (isOff(status)) return unchanged(lifecycle, state);
  if (isActive(status))
    return isGone(lifecycle, conditions)
      ? clear(lifecycle, state, now)
      : stayNoisy(lifecycle, state, conditions.when, now);
  if (isWaiting(state)) return whileWaiting(lifecycle, state, conditions, now);
  return lifecycle.noData ? arm(lifecycle, state, now) : whileWell(lifecycle, state, conditions, now);
};

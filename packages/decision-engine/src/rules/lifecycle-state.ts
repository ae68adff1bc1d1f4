import { isEmpty } from '../is-empty.ts';
import type { Writable } from '../writable.ts';
import type { OpenTimes } from './schedule.ts';

/** As AWS IoT Events names the states of an alarm; PENDING is ours: the condition stands, but must stand longer. */
export type AlarmStatus = 'NORMAL' | 'PENDING' | 'ACTIVE' | 'ACKNOWLEDGED' | 'LATCHED' | 'SNOOZE_DISABLED' | 'DISABLED';

/** How an alarm comes and goes. Durations in ms; what each means is said at `Rule`. */
export interface Lifecycle {
  readonly forMs: number;
  readonly repeats?: { readonly count: number; readonly withinMs: number } | undefined;
  readonly noData?: { readonly afterMs: number; readonly toleranceMs: number } | undefined;
  readonly cooldownMs: number;
  readonly acknowledge: boolean;
  readonly enabled: boolean;
  /** Whether it clears by a condition of its own. */
  readonly ownClear: boolean;
  readonly schedule?: OpenTimes | undefined;
}

/** Plain JSON. No state at all: as the alarm was made, so a device that is well needs no room. */
export interface LifecycleState {
  /** Absent: NORMAL, or DISABLED for an alarm that is made so. */
  readonly status?: AlarmStatus;
  /** Due times, epoch ms, of `for`, `cooldown`, `quiet`, `noData` and `snooze`. */
  readonly timers?: Readonly<Record<string, number>>;
  readonly activatedAt?: number;
  /** When the condition was met lately, for an alarm that counts. */
  readonly hits?: readonly number[];
  /** When data came last, give or take the tolerance. */
  readonly seenAt?: number;
}

export interface LifecycleOutcome {
  /** The very object that was passed in when nothing changed. */
  readonly state: LifecycleState | undefined;
  readonly from: AlarmStatus;
  readonly to: AlarmStatus;
  /** The alarm came, or its condition went. */
  readonly event?: 'ACTIVATED' | 'CLEARED';
  /** The operation means nothing in this status. */
  readonly ignored?: boolean;
}

const initialStatus = ({ enabled }: Lifecycle): AlarmStatus => (enabled ? 'NORMAL' : 'DISABLED');

export const statusOf = (lifecycle: Lifecycle, state: LifecycleState | undefined): AlarmStatus =>
  state?.status ?? initialStatus(lifecycle);

/** The condition stands, and the alarm waits for a timer before it becomes active. */
export const isWaiting = (state: LifecycleState | undefined): boolean =>
  state?.timers?.['for'] !== undefined || state?.timers?.['cooldown'] !== undefined;

export const isActive = (status: AlarmStatus): boolean => status === 'ACTIVE' || status === 'ACKNOWLEDGED';

export const isOff = (status: AlarmStatus): boolean => status === 'DISABLED' || status === 'SNOOZE_DISABLED';

/** What a state is made of; a part that is undefined is left out. */
export interface Parts {
  readonly status: AlarmStatus;
  readonly timers?: Readonly<Record<string, number>> | undefined;
  readonly activatedAt?: number | undefined;
  readonly hits?: readonly number[] | undefined;
  readonly seenAt?: number | undefined;
}

/** The state of these parts at `now`; undefined when it is the one that the alarm was made with. */
const build = (lifecycle: Lifecycle, now: number, parts: Parts): LifecycleState | undefined => {
  const { activatedAt, hits, seenAt, status, timers } = parts;
  const cooling = activatedAt !== undefined && now < activatedAt + lifecycle.cooldownMs;
  const state: Writable<LifecycleState> = {};
  if (status !== initialStatus(lifecycle)) state.status = status;
  if (timers && !isEmpty(timers)) state.timers = timers;
  if (activatedAt !== undefined && (cooling || isActive(status))) state.activatedAt = activatedAt;
  if (hits && hits.length > 0) state.hits = hits;
  if (seenAt !== undefined) state.seenAt = seenAt;
  return isEmpty(state) ? undefined : state;
};

export const unchanged = (lifecycle: Lifecycle, state: LifecycleState | undefined): LifecycleOutcome => {
  const status = statusOf(lifecycle, state);
  return { state, from: status, to: status };
};

/** The alarm goes on with these parts. */
export const become = (
  lifecycle: Lifecycle,
  state: LifecycleState | undefined,
  now: number,
  parts: Parts,
  event?: LifecycleOutcome['event'],
): LifecycleOutcome => {
  const next = build(lifecycle, now, parts);
  const [from, to] = [statusOf(lifecycle, state), parts.status];
  return event === undefined ? { state: next, from, to } : { state: next, from, to, event };
};

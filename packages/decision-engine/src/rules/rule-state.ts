import type { Reading } from '@signalbox/contracts';
import type { Scalar } from '../json.ts';
import type { MachineState } from '../machine.ts';
import type { Writable } from '../writable.ts';
import { isOff, isWaiting, type Lifecycle, type LifecycleState, statusOf } from './lifecycle-state.ts';

type Values = Readonly<Record<string, Scalar>>;

/** What a rule remembers of a device. */
export interface RuleState extends MachineState, LifecycleState {
  readonly kind: 'rule';
  readonly timers?: Readonly<Record<string, number>>;
  readonly hits?: readonly number[];
  /** Of the reading that began the wait: what actions and reason need of its metrics. */
  readonly values?: Values;
  /** The time of that reading, epoch ms, if an action needs it. */
  readonly at?: number;
  /** The latest that the rule saw of each metric in a `last(…)`. */
  readonly last?: Values;
}

/** What of a reading must outlive it. */
export interface Keepsakes {
  /** Metrics that actions and reason need when a timer makes them. */
  readonly metrics: readonly string[];
  readonly time: boolean;
  /** Metrics in a `last(…)`. */
  readonly last: readonly string[];
}

const pick = (values: Values, names: readonly string[]): Values | undefined => {
  const there = names.filter((name) => Object.hasOwn(values, name));
  return there.length === 0 ? undefined : Object.fromEntries(there.map((name) => [name, values[name] as Scalar]));
};

/** The latest values, after a reading; the very object if the reading brought nothing new. */
const latest = (
  last: Values | undefined,
  reading: Reading | undefined,
  names: readonly string[],
): Values | undefined => {
  if (!reading || names.length === 0) return last;
  const news = names.filter((name) => Object.hasOwn(reading.metrics, name) && reading.metrics[name] !== last?.[name]);
  return news.length === 0 ? last : { ...last, ...pick(reading.metrics, news) };
};

const waitsToAct = (state: LifecycleState | undefined): boolean =>
  isWaiting(state) || state?.timers?.['quiet'] !== undefined;

/** Puts in what a wait remembers of the reading that began it; a wait that goes on keeps what it has. */
const keep = (
  next: Writable<RuleState>,
  before: RuleState | undefined,
  reading: Reading | undefined,
  keepsakes: Keepsakes,
): void => {
  const values = reading ? pick(reading.metrics, keepsakes.metrics) : before?.values;
  const at = reading ? (keepsakes.time ? reading.time : undefined) : before?.at;
  if (values) next.values = values;
  if (at !== undefined) next.at = at;
};

/**
 * The state of a rule after its lifecycle went from `before` to `next`.
 * @param reading what made it do so; undefined if a timer or an operator did
 */
export const ruleState = (
  lifecycle: Lifecycle,
  before: RuleState | undefined,
  next: LifecycleState | undefined,
  keepsakes: Keepsakes,
  reading?: Reading,
): RuleState | undefined => {
  const last = isOff(statusOf(lifecycle, next)) ? undefined : latest(before?.last, reading, keepsakes.last);
  if (next === before && last === before?.last) return before;
  if (!next && !last) return undefined;
  // What is spread first is copied several times as fast as what is spread later.
  const state: Writable<RuleState> = { ...next, kind: 'rule' };
  if (next !== before && waitsToAct(next)) keep(state, before, reading, keepsakes);
  if (last) state.last = last;
  return state;
};

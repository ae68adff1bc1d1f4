import type { Scalar } from '../json.ts';
import type { Writable } from '../writable.ts';
import type { CompiledRule } from './compile-rule.ts';
import { type AlarmStatus, isActive, isOff, type LifecycleState, statusOf } from './lifecycle-state.ts';
import { armed, endsQuietly, quietTimer } from './lifecycle-transitions.ts';
import type { Rule } from './rule.ts';
import type { RuleState } from './rule-state.ts';

/** A wait starts anew; nobody could acknowledge what is latched under a rule that asks for no acknowledgement. */
const adoptedStatus = ({ lifecycle }: CompiledRule, state: RuleState): AlarmStatus => {
  const status = statusOf(lifecycle, state);
  if (status === 'PENDING' || (status === 'LATCHED' && !lifecycle.acknowledge)) return statusOf(lifecycle, undefined);
  return status;
};

/** A watch for silence and a snooze run on; what would end a rule that ends by itself starts now, if it did not run. */
const adoptedTimers = (
  { lifecycle }: CompiledRule,
  state: RuleState,
  status: AlarmStatus,
  at: number,
): Pick<LifecycleState, 'seenAt' | 'timers'> => {
  const { noData, quiet, snooze } = state.timers ?? {};
  if (status === 'SNOOZE_DISABLED') return snooze === undefined ? {} : { timers: { snooze } };
  if (isOff(status)) return {};
  if (isActive(status)) {
    if (!endsQuietly(lifecycle)) return {};
    return { timers: quiet === undefined ? { ...quietTimer(lifecycle, at) } : { quiet } };
  }
  if (!lifecycle.noData || noData === undefined) return armed(lifecycle, at);
  return { timers: { noData }, ...(state.seenAt !== undefined && { seenAt: state.seenAt }) };
};

const stillNamed = ({ metrics }: Rule, last: RuleState['last']): Readonly<Record<string, Scalar>> | undefined => {
  const kept = Object.entries(last ?? {}).filter(([name, value]) => typeof value === metrics[name]);
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
};

/**
 * What a rule of the same name, but defined otherwise, left behind: that it is active, acknowledged, latched, snoozed or disabled stays;
 * what it waited for or counted does not.
 */
export const adoptRule = (compiled: CompiledRule, state: RuleState, at: number): RuleState | undefined => {
  const status = adoptedStatus(compiled, state);
  const { seenAt, timers } = adoptedTimers(compiled, state, status, at);
  const adopted: Writable<RuleState> = { kind: 'rule' };
  if (status !== statusOf(compiled.lifecycle, undefined)) adopted.status = status;
  if (timers) adopted.timers = timers;
  if (state.activatedAt !== undefined) adopted.activatedAt = state.activatedAt;
  if (seenAt !== undefined) adopted.seenAt = seenAt;
  if (timers?.['quiet'] !== undefined) {
    if (state.values) adopted.values = state.values;
    if (state.at !== undefined) adopted.at = state.at;
  }
  const last = isOff(status) ? undefined : stillNamed(compiled.rule, state.last);
  if (last) adopted.last = last;
  return Object.keys(adopted).length === 1 ? undefined : adopted;
};

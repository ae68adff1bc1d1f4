import { satisfies, type ThresholdRule } from './rule-set.ts';
import type { RuleState } from './state.ts';

export type Transition = 'SET' | 'CLEARED';

export interface RuleOutcome {
  readonly state: RuleState | undefined;
  readonly transition?: Transition;
}

const whenClear = (rule: ThresholdRule, value: number, now: number): RuleOutcome => {
  if (!satisfies(value, rule.set)) return { state: undefined };
  if (rule.holdForMs > 0) return { state: { status: 'HOLDING', dueAt: now + rule.holdForMs, value } };
  return { state: { status: 'SET', since: now }, transition: 'SET' };
};

/**
 * What a value does to a threshold rule with hysteresis. The same `state` object comes back when it does nothing.
 * @param now the device's clock, epoch ms; timers run on it
 */
export const applyValue = (
  rule: ThresholdRule,
  state: RuleState | undefined,
  value: number,
  now: number,
): RuleOutcome => {
  switch (state?.status) {
    case undefined:
      return whenClear(rule, value, now);
    case 'HOLDING':
      return { state: satisfies(value, rule.set) ? state : undefined };
    case 'SET':
      return satisfies(value, rule.clear) ? { state: undefined, transition: 'CLEARED' } : { state };
  }
};

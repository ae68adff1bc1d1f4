import { compileCondition, type RuleCondition, type RuleNames } from '../rule-expression/index.ts';
import { type Explain, explainer } from './explain.ts';
import type { Lifecycle } from './lifecycle-state.ts';
import { endsQuietly } from './lifecycle-transitions.ts';
import type { Rule } from './rule.ts';
import { type CompiledAction, compileAction } from './rule-action.ts';
import type { Keepsakes } from './rule-state.ts';
import { compileSchedule } from './schedule.ts';

/** A rule whose texts are compiled. */
export interface CompiledRule {
  readonly rule: Rule;
  readonly lifecycle: Lifecycle;
  readonly when: RuleCondition | undefined;
  readonly clear: RuleCondition | undefined;
  readonly onActive: readonly CompiledAction[];
  readonly onClear: readonly CompiledAction[];
  readonly keepsakes: Keepsakes;
  readonly explain: Explain;
}

const lifecycleOf = (rule: Rule): Lifecycle => {
  const { acknowledge, clear, cooldownMs, enabled, forMs, noData, repeats, schedule } = rule;
  const compiled = schedule && compileSchedule(schedule);
  return {
    acknowledge,
    cooldownMs,
    enabled,
    forMs,
    noData,
    repeats,
    ownClear: clear !== undefined,
    schedule: compiled,
  };
};

const unique = (names: readonly string[]): string[] => [...new Set(names)].sort();

const keepsakesOf = (compiled: Omit<CompiledRule, 'explain' | 'keepsakes'>): Keepsakes => {
  const { clear, lifecycle, onActive, onClear, when } = compiled;
  const waits = lifecycle.forMs > 0 || lifecycle.cooldownMs > 0;
  const later = [...(waits ? onActive : []), ...(endsQuietly(lifecycle) ? onClear : [])];
  const explained = waits ? (when?.metrics ?? []) : [];
  const all = [...onActive, ...onClear, ...(when ? [when] : []), ...(clear ? [clear] : [])];
  return {
    metrics: unique([...later.flatMap(({ metrics }) => metrics), ...explained]),
    time: later.some(({ usesTime }) => usesTime),
    last: unique(all.flatMap(({ lastMetrics }) => lastMetrics)),
  };
};

/** @throws {RuleExpressionError} an expression or a template does not compile. @throws {RangeError} an unknown time zone */
export const compileRule = (rule: Rule): CompiledRule => {
  const names: RuleNames = { metrics: rule.metrics, parameters: rule.parameters };
  const when = rule.when === undefined ? undefined : compileCondition(rule.when, names);
  const clear = rule.clear === undefined ? undefined : compileCondition(rule.clear, names);
  const compiled = {
    ...{ rule, lifecycle: lifecycleOf(rule), when, clear },
    onActive: rule.then.map((action) => compileAction(action, names)),
    onClear: rule.onClear.map((action) => compileAction(action, names)),
  };
  return { ...compiled, keepsakes: keepsakesOf(compiled), explain: explainer(rule, when, clear) };
};

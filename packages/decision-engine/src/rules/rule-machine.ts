import { deviceTypeOf } from '@signalbox/contracts';
import type { Effect, Machine, MachineContext, MachineOutcome, MachineState, Releasable, Trigger } from '../machine.ts';
import type { RuleScope } from '../rule-expression/index.ts';
import type { Watching } from '../watch.ts';
import { adoptRule } from './adopt-rule.ts';
import { type CompiledRule, compileRule } from './compile-rule.ts';
import { type LifecycleOutcome, onOperation, onReading, onTimer } from './lifecycle.ts';
import { isActive, isOff, statusOf } from './lifecycle-state.ts';
import type { Rule } from './rule.ts';
import { type RuleState, ruleState } from './rule-state.ts';
import { ruleWatch } from './rule-watch.ts';

type ReadingTrigger = Extract<Trigger, { type: 'reading' }>;

const nothing = {};
const noEffects: readonly Effect[] = [];

/** What actions and reason are computed from when no reading is at hand: what the wait remembers of the one that began it. */
const keptScope = ({ rule }: CompiledRule, state: RuleState | undefined, context: MachineContext): RuleScope => {
  const { deviceId, fleet, now, settings } = context;
  const [only, ...more] = rule.deviceTypes;
  const deviceType = only !== undefined && more.length === 0 ? only : (deviceTypeOf(deviceId)?.deviceType ?? '');
  const { at = now, last = nothing, values = nothing } = state ?? {};
  return { metrics: values, last, settings, deviceId, fleet, deviceType, time: at };
};

const readingScope = (
  { reading, record }: ReadingTrigger,
  state: RuleState | undefined,
  { deviceId, fleet, settings }: MachineContext,
): RuleScope => {
  const { metrics, time } = reading;
  return { metrics, last: state?.last ?? nothing, settings, deviceId, fleet, deviceType: record.deviceType, time };
};

const effectsOf = (
  { explain, onActive, onClear, rule }: CompiledRule,
  { event, to }: LifecycleOutcome,
  scope: RuleScope,
  timer?: string,
): readonly Effect[] => {
  if (!event) return noEffects;
  const actions = event === 'ACTIVATED' ? onActive : onClear;
  if (actions.length === 0) return noEffects;
  const reason = explain(event, scope, timer);
  const told = { reason, severity: rule.severity, status: to };
  return actions.map(({ perform }) => {
    const action = perform(scope);
    return 'command' in action ? { ...told, command: action.command } : { ...told, notification: action.notification };
  });
};

const read = (
  compiled: CompiledRule,
  trigger: ReadingTrigger,
  state: RuleState | undefined,
  context: MachineContext,
): MachineOutcome => {
  const { clear, keepsakes, lifecycle, when } = compiled;
  if (isOff(statusOf(lifecycle, state))) return { state, effects: noEffects };
  const scope = readingScope(trigger, state, context);
  const conditions = { when: when?.evaluate(scope), clear: clear?.evaluate(scope) };
  const outcome = onReading(lifecycle, state, conditions, context.now);
  const next = ruleState(lifecycle, state, outcome.state, keepsakes, trigger.reading);
  return { state: next, effects: effectsOf(compiled, outcome, scope) };
};

const apply = (
  compiled: CompiledRule,
  trigger: Trigger,
  state: RuleState | undefined,
  context: MachineContext,
): MachineOutcome => {
  const { keepsakes, lifecycle } = compiled;
  switch (trigger.type) {
    case 'reading':
      return read(compiled, trigger, state, context);
    case 'timer': {
      const outcome = onTimer(lifecycle, state, trigger.timer, context.now);
      const effects = effectsOf(compiled, outcome, keptScope(compiled, state, context), trigger.timer);
      return { state: ruleState(lifecycle, state, outcome.state, keepsakes), effects };
    }
    case 'operation': {
      const outcome = onOperation(lifecycle, state, trigger.record, context.now);
      const ignored = outcome.ignored ?? false;
      return { state: ruleState(lifecycle, state, outcome.state, keepsakes), effects: noEffects, ignored };
    }
  }
};

const releasableRule = (compiled: CompiledRule): Releasable => ({
  adopt: (state, at) => adoptRule(compiled, state as RuleState, at),
  isActive: (state) => isActive(statusOf(compiled.lifecycle, state as RuleState | undefined)),
  enact: (event, state, context, reason) => {
    const scope = keptScope(compiled, state as RuleState | undefined, context);
    const [actions, status] = event === 'ACTIVATED' ? [compiled.onActive, 'ACTIVE'] : [compiled.onClear, 'NORMAL'];
    const told = { reason, severity: compiled.rule.severity, status };
    const effects: Effect[] = [];
    const failures: unknown[] = [];
    for (const { perform } of actions) {
      // The reading that a value of a command comes from is not at hand any more: that command cannot be asked for.
      try {
        effects.push({ ...told, ...perform(scope) });
      } catch (error) {
        failures.push(error);
      }
    }
    return { effects, failures };
  },
});

/**
 * A rule for people, ready to run.
 * @throws {RuleExpressionError} an expression or a template does not compile. @throws {RangeError} an unknown time zone
 */
export const ruleMachine = (rule: Rule): Machine => {
  const compiled = compileRule(rule);
  const { deviceTypes, kind, maxAgeMs, name } = rule;
  const watch = ruleWatch(compiled);
  const used = [compiled.when, compiled.clear].filter((condition) => condition !== undefined);
  const watching: Watching = {
    metrics: used.flatMap(({ metrics }) => metrics),
    settings: used.flatMap(({ settings }) => settings),
    watch: (state, settings) => watch(state as RuleState | undefined, settings),
  };
  return {
    ...{ name, kind, deviceTypes, maxAgeMs, watching, releasable: releasableRule(compiled) },
    on: (trigger, state: MachineState | undefined, context) =>
      apply(compiled, trigger, state as RuleState | undefined, context),
  };
};

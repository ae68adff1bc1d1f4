export { compileRuleSet, type RuleFile } from './compile-rule-set.ts';
export { engineRecordOf } from './engine-record.ts';
export { isAtOrBefore, type Position } from './position.ts';
export type { EngineRecord, OperationRecord, SettingsRecord, TelemetryRecord, TickRecord } from './record.ts';
export type { Bound, Rule, RuleAction, RuleSet, ThresholdRule } from './rule-set.ts';
export { type RuleProblem, RuleSetError } from './rule-set-error.ts';
export { type DeviceState, initialState, nextDueAt, type RuleState, restoreState, StateError } from './state.ts';
export { type Step, step } from './step.ts';

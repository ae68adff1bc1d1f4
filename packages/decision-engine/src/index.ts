export { engineRecordOf } from './engine-record.ts';
export type { Json, Scalar } from './json.ts';
export type {
  Effect,
  Machine,
  MachineContext,
  MachineOutcome,
  MachineState,
  Trigger,
} from './machine.ts';
export type { Model } from './model.ts';
export { isAtOrBefore, type Position } from './position.ts';
export { type MemberCompilers, ModelError, prepare } from './prepare.ts';
export type {
  EngineRecord,
  Operation,
  OperationRecord,
  SettingsRecord,
  TelemetryRecord,
  TickRecord,
} from './record.ts';
export { restoreState, StateError } from './restore-state.ts';
export type { AlarmMember, DetectorMember, RuleSet, SetMember } from './rule-set.ts';
export type { Rule, RuleAction, RuleParameter, Schedule, ScheduleWindow } from './rules/rule.ts';
export { type DeviceState, initialState, nextDueAt, type SequenceMark, stateBytes } from './state.ts';
export { type RuleFailure, type Step, step } from './step.ts';

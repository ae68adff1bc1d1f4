export type { AlarmEvaluation, AlarmEvent, OperationEvent } from './alarm-event.ts';
export { type AlarmInstance, restoreAlarm } from './alarm-state.ts';
export { checkAlarmModel } from './check.ts';
export { type Alarm, compileAlarm } from './compile-alarm.ts';
export type { AlarmAction, AlarmModel, ComparisonOperator, NotificationAction, SimpleRule } from './definition.ts';
export { alarmModelType, isAlarmModel } from './form.ts';
export { alarmMachine } from './machine.ts';
export { type AlarmModelReading, readAlarmModel } from './read.ts';
export { checkAlarmMember, readAlarmMember } from './read-alarm-member.ts';

import { addActions, type Deeds } from '../detector/machine/deeds.ts';
import { compileReadingMessages } from '../detector/machine/reading-messages.ts';
import type { Json } from '../json.ts';
import type { Machine, MachineContext, MachineOutcome, MachineState, Releasable, Trigger } from '../machine.ts';
import type { AlarmMember } from '../rule-set.ts';
import type { AlarmEvaluation, AlarmEvent } from './alarm-event.ts';
import { type AlarmInstance, restoreAlarm } from './alarm-state.ts';
import { type Alarm, compileAlarm } from './compile-alarm.ts';
import type { AlarmModel } from './definition.ts';

/** The core keeps the timers; what it is told of one that fires is that it ran. */
const instanceOf = (state: MachineState | undefined, trigger: Trigger): AlarmInstance | undefined => {
  const stored = state?.['alarm'];
  if (stored === undefined) return undefined;
  const alarm = restoreAlarm(stored);
  const firing = trigger.type === 'timer' ? { [trigger.timer]: trigger.dueAt } : {};
  const timers = { ...state?.timers, ...firing };
  if (Object.keys(timers).length === 0) return alarm;
  return { ...alarm, lifecycle: { ...alarm.lifecycle, timers } };
};

/** A machine that is as it was made, and remembers nothing, has no state. */
const stateOf = ({ lifecycle, ...alarm }: AlarmInstance): MachineState | undefined => {
  if (lifecycle === undefined && Object.keys(alarm.inputs).length === 0) return undefined;
  const { timers, ...kept } = lifecycle ?? {};
  const rest = Object.keys(kept).length === 0 ? {} : { lifecycle: kept };
  return { kind: 'alarm', ...(timers && { timers }), alarm: { ...alarm, ...rest } as unknown as Json };
};

const add = (deeds: Deeds, { actions, problems, reason, from, to }: AlarmEvaluation): void =>
  addActions(deeds, { actions, problems }, () => ({ reason: `${reason}: ${from} to ${to}`, status: to }));

const evaluateAll = (
  alarm: Alarm,
  before: MachineState | undefined,
  trigger: Trigger,
  events: readonly AlarmEvent[],
  { deviceId, now }: MachineContext,
): MachineOutcome => {
  const kept = instanceOf(before, trigger);
  const deeds: Deeds = { effects: [], failures: [] };
  let instance = kept;
  let ignored = false;
  for (const event of events) {
    const evaluation = alarm.evaluate(instance, event, now, deviceId);
    instance = evaluation.state;
    ignored = evaluation.result === 'IGNORED';
    add(deeds, evaluation);
  }
  const { effects, failures } = deeds;
  const state = instance === kept ? before : instance && stateOf(instance);
  return { state, effects, ...(ignored && { ignored }), ...(failures.length > 0 && { failures }) };
};

const eventsOf = (trigger: Trigger, messages: ReturnType<typeof compileReadingMessages>): readonly AlarmEvent[] => {
  if (trigger.type === 'timer') return [trigger];
  const { record } = trigger;
  if (trigger.type === 'reading') {
    return messages.of(trigger.record, trigger.reading).map((message) => ({ type: 'message', ...message }));
  }
  if (record.kind !== 'operation') return [];
  const { operation, snoozeMs, note, position } = record;
  const more = { ...(snoozeMs !== undefined && { snoozeMs }), ...(note !== undefined && { note }) };
  return [{ type: 'operation', operation, ...more, id: `${position.shardId}:${position.sequenceNumber}` }];
};

/** Of a state that another version wrote too: whoever exchanges rule sets asks for all machines at once. */
const isActive = (state: MachineState | undefined): boolean => {
  const stored = state?.['alarm'] as Partial<AlarmInstance> | undefined;
  const status = stored?.lifecycle?.status;
  return status === 'ACTIVE' || status === 'ACKNOWLEDGED';
};

const releasableAlarm = (alarm: Alarm): Releasable => ({
  adopt: (state) => state,
  isActive,
  enact: (event, state, { deviceId, now }, reason) => {
    const stored = state?.['alarm'];
    const status = event === 'ACTIVATED' ? 'ACTIVE' : 'NORMAL';
    const deeds: Deeds = { effects: [], failures: [] };
    const instance = stored === undefined ? undefined : restoreAlarm(stored);
    addActions(deeds, alarm.enact(instance, status, now, deviceId), () => ({ reason, status }));
    return deeds;
  },
});

/**
 * An alarm model as a machine of the core: one alarm a device, fed by readings, answered by operators.
 * @throws {TemplateError, ExpressionError} for a member that was not checked
 */
export const alarmMachine = (member: AlarmMember): Machine => {
  const { name, deviceTypes, inputs, maxAgeMs } = member;
  const model = member.definition as unknown as AlarmModel;
  const alarm = compileAlarm({ ...model, name: model.name ?? name });
  const messages = compileReadingMessages(inputs);
  return {
    ...{ name, kind: 'alarm', deviceTypes, watching: messages.watching },
    releasable: releasableAlarm(alarm),
    ...(maxAgeMs !== undefined && { maxAgeMs }),
    on: (trigger, state, context) => evaluateAll(alarm, state, trigger, eventsOf(trigger, messages), context),
  };
};

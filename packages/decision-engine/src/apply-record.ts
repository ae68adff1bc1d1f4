import type { DecisionCause } from '@signalbox/contracts';
import { type Draft, draftOf, finish, setMachine, tell } from './draft.ts';
import { dueTimers, enqueue, withoutTimer } from './due-timers.ts';
import { advanceMark, isDuplicate } from './duplicate.ts';
import type { Model } from './model.ts';
import type { EngineRecord, OperationRecord, SettingsRecord, TelemetryRecord } from './record.ts';
import { type DeviceState, nextDueAt, type SequenceMark } from './state.ts';
import type { Step } from './step.ts';

const fireDueTimers = (draft: Draft): void => {
  const queue = dueTimers(draft.machines, draft.now);
  for (let due = queue.shift(); due; due = queue.shift()) {
    const { dueAt, rank, timer } = due;
    const state = draft.machines.get(rank);
    // A timer that fired before it may have stopped or moved this one.
    if (state?.timers?.[timer] !== dueAt) continue;
    const cause: DecisionCause = { type: 'timer', timer, dueAt };
    setMachine(draft, rank, withoutTimer(state, timer));
    tell(draft, rank, { type: 'timer', timer, dueAt }, dueAt, () => cause);
    const next = draft.machines.get(rank);
    if (next?.timers) enqueue(queue, rank, next, draft.now);
  }
};

const applyReadings = (draft: Draft, record: TelemetryRecord, before: SequenceMark | undefined): void => {
  for (const reading of record.readings) {
    if (isDuplicate(reading, before)) {
      draft.duplicates += 1;
      continue;
    }
    draft.mark = advanceMark(draft.mark, reading);
    const cause = (): DecisionCause => ({ type: 'reading', ...record.position, reading: reading.index });
    for (const [rank, machine] of draft.model.machines.entries()) {
      if (!machine.deviceTypes.includes(record.deviceType)) continue;
      if (machine.maxAgeMs !== undefined && draft.now - reading.time > machine.maxAgeMs) draft.outdated += 1;
      else tell(draft, rank, { type: 'reading', record, reading }, draft.now, cause);
    }
  }
};

const applySettings = (draft: Draft, { settings }: SettingsRecord): void => {
  const next = { ...draft.settings };
  for (const [name, value] of Object.entries(settings)) {
    if (value === (Object.hasOwn(next, name) ? next[name] : null)) continue;
    draft.changed = true;
    if (value === null) delete next[name];
    else next[name] = value;
  }
  draft.settings = next;
};

const applyOperation = (draft: Draft, record: OperationRecord): void => {
  const rank = draft.model.ranks.get(record.rule);
  if (rank === undefined) draft.ignored += 1;
  else tell(draft, rank, { type: 'operation', record }, draft.now, () => ({ type: 'operation', ...record.position }));
};

/** Applies a record that the device did not go through yet: timers due by then, then the record itself. */
export const applyRecord = (model: Model, state: DeviceState, record: EngineRecord): Step => {
  const draft = draftOf(model, state, record);
  const due = nextDueAt(state);
  if (due !== undefined && due <= draft.now) {
    // Even if none of them fires: a timer whose rule is gone is forgotten.
    draft.changed = true;
    fireDueTimers(draft);
  }
  if (record.kind === 'telemetry') applyReadings(draft, record, state.mark);
  else if (record.kind === 'settings') applySettings(draft, record);
  else if (record.kind === 'operation') applyOperation(draft, record);
  return finish(draft, state);
};

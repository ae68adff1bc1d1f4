import type { DecisionCause, Reading } from '@signalbox/contracts';
import { candidates } from './candidates.ts';
import { type Draft, draftOf, finish, setMachine, tell } from './draft.ts';
import { dueTimers, enqueue, withoutTimer } from './due-timers.ts';
import { advanceMark, isDuplicate } from './duplicate.ts';
import type { Model, TypeModel } from './model.ts';
import type { EngineRecord, OperationRecord, SettingsRecord, TelemetryRecord } from './record.ts';
import type { DeviceState, SequenceMark } from './state.ts';
import type { Step } from './step.ts';
import type { View } from './view.ts';

const fireDueTimers = (draft: Draft): void => {
  // Even if none of them fires: a timer whose rule is gone is forgotten.
  draft.firedAt = Number.NEGATIVE_INFINITY;
  const queue = dueTimers(draft.machines, draft.now);
  for (let due = queue.shift(); due; due = queue.shift()) {
    const { dueAt, rank, timer } = due;
    const state = draft.machines.get(rank);
    // A timer that fired before it may have stopped or moved this one.
    if (state?.timers?.[timer] !== dueAt) continue;
    const cause: DecisionCause = { type: 'timer', timer, dueAt };
    draft.firedAt = dueAt;
    setMachine(draft, rank, withoutTimer(state, timer));
    tell(draft, rank, { type: 'timer', timer, dueAt }, dueAt, () => cause);
    const next = draft.machines.get(rank);
    if (next?.timers) enqueue(queue, rank, next, draft.now);
  }
  draft.changed = false;
};

const applyReading = (draft: Draft, record: TelemetryRecord, reading: Reading, { index }: TypeModel): void => {
  const { machines } = draft.model;
  const ageMs = draft.now - reading.time;
  const isOutdated = (rank: number): boolean => ageMs > (machines[rank]?.maxAgeMs ?? Number.POSITIVE_INFINITY);
  const isOld = ageMs > index.leastMaxAgeMs;
  if (isOld) draft.outdated += [...index.ranks].filter(isOutdated).length;
  const cause = (): DecisionCause => ({ type: 'reading', ...record.position, reading: reading.index });
  for (const rank of candidates(index, machines, draft, draft.settings, reading, draft.now)) {
    if (!isOld || !isOutdated(rank)) tell(draft, rank, { type: 'reading', record, reading }, draft.now, cause);
  }
};

const applyReadings = (draft: Draft, record: TelemetryRecord, before: SequenceMark | undefined): void => {
  const type = draft.model.types.get(record.deviceType);
  for (const reading of record.readings) {
    if (isDuplicate(reading, before)) {
      draft.duplicates += 1;
      continue;
    }
    draft.mark = advanceMark(draft.mark, reading);
    if (type) applyReading(draft, record, reading, type);
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
export const applyRecord = (model: Model, view: View, state: DeviceState, record: EngineRecord): Step => {
  const draft = draftOf(model, view, state, record);
  if (view.nextDueAt <= draft.now) fireDueTimers(draft);
  if (record.kind === 'telemetry') applyReadings(draft, record, state.mark);
  else if (record.kind === 'settings') applySettings(draft, record);
  else if (record.kind === 'operation') applyOperation(draft, record);
  return finish(draft, state);
};

import type { Decision, DecisionCause } from '@signalbox/contracts';
import { decisionOf } from './decision.ts';
import { checkTimers } from './due-timers.ts';
import { isAscending } from './is-ascending.ts';
import { isEmpty } from './is-empty.ts';
import type { Scalar } from './json.ts';
import type { Effect, MachineOutcome, MachineState, Trigger } from './machine.ts';
import type { Model } from './model.ts';
import type { EngineRecord } from './record.ts';
import type { DeviceState, SequenceMark } from './state.ts';
import type { RuleFailure, Step } from './step.ts';
import type { View } from './view.ts';
import type { Writable } from './writable.ts';

/** The step in the making: what is written to while a record is applied. */
export interface Draft {
  readonly model: Model;
  readonly record: EngineRecord;
  readonly now: number;
  /** By place in the set. Those of the view until the first of them moves: most records move none. */
  machines: ReadonlyMap<number, MachineState>;
  moved: Map<number, MachineState> | undefined;
  /** Places of the machines that depend on a setting that the device had before the record. */
  readonly bySettings: ReadonlySet<number>;
  readonly actions: Decision[];
  readonly failures: RuleFailure[];
  settings: Readonly<Record<string, Scalar>>;
  mark: SequenceMark | undefined;
  /** When the last timer that fired was due, epoch ms; undefined if no timer was due. */
  firedAt: number | undefined;
  /** By the record itself, not by timers. */
  changed: boolean;
  duplicates: number;
  outdated: number;
  ignored: number;
}

const noSettings = {};

export const draftOf = (model: Model, view: View, state: DeviceState, record: EngineRecord): Draft => ({
  model,
  record,
  now: Math.max(state.now, record.receivedAt),
  machines: view.machines,
  moved: undefined,
  bySettings: view.bySettings,
  actions: [],
  failures: [],
  settings: state.settings ?? noSettings,
  mark: state.mark,
  firedAt: undefined,
  changed: false,
  duplicates: 0,
  outdated: 0,
  ignored: 0,
});

const movedOf = (draft: Draft): Map<number, MachineState> => {
  const moved = draft.moved ?? new Map(draft.machines);
  draft.moved = moved;
  draft.machines = moved;
  return moved;
};

/** Replaces the state of a machine. */
export const setMachine = (draft: Draft, rank: number, state: MachineState | undefined): void => {
  if (draft.machines.get(rank) === state) return;
  draft.changed = true;
  if (state) movedOf(draft).set(rank, state);
  else movedOf(draft).delete(rank);
};

/** Tells one machine what happened and takes in what it answers; one that throws is left as it was. */
export const tell = (draft: Draft, rank: number, trigger: Trigger, now: number, cause: () => DecisionCause): void => {
  const { failures, model, record, settings } = draft;
  const machine = model.machines[rank];
  if (!machine) return;
  const before = draft.machines.get(rank);
  let outcome: MachineOutcome;
  try {
    outcome = machine.on(trigger, before, { now, fleet: record.fleet, deviceId: record.deviceId, settings });
    if (outcome.state && outcome.state !== before) checkTimers(outcome.state, before, now);
  } catch (error) {
    failures.push({ rule: machine.name, error });
    return;
  }
  setMachine(draft, rank, outcome.state);
  if (outcome.ignored) draft.ignored += 1;
  if (outcome.failures) for (const error of outcome.failures) failures.push({ rule: machine.name, error });
  const { effects } = outcome;
  if (effects.length === 0) return;
  draft.changed = true;
  const occasion = { ruleSet: model.ruleSet.name, rule: machine.name, record, decidedAt: now, cause: cause() };
  for (let place = 0; place < effects.length; place += 1)
    draft.actions.push(decisionOf(occasion, effects[place] as Effect, place));
};

const machinesOf = ({ machines, model }: Draft): Record<string, MachineState> => {
  const ranks = [...machines.keys()];
  if (!isAscending(ranks)) ranks.sort((a, b) => a - b);
  const byName: Record<string, MachineState> = {};
  for (const rank of ranks) {
    const [machine, state] = [model.machines[rank], machines.get(rank)];
    if (machine && state) byName[machine.name] = state;
  }
  return byName;
};

/**
 * Timers that fired leave the clock at the time when they were due and the mark where it was, as a tick in time would have: if
 * nothing else came of the record, it is not remembered.
 */
const stateAfter = (draft: Draft, before: DeviceState): DeviceState => {
  const { changed, firedAt, record, settings } = draft;
  const now = changed ? draft.now : Math.max(before.now, firedAt ?? before.now);
  const mark = changed ? draft.mark : before.mark;
  const after: Writable<DeviceState> = {
    schemaVersion: 2,
    now,
    position: record.position,
    machines: machinesOf(draft),
  };
  if (mark) after.mark = mark;
  if (!isEmpty(settings)) after.settings = settings;
  return after;
};

/** What came of the record. */
export const finish = (draft: Draft, before: DeviceState): Step => {
  const { actions, duplicates, failures, ignored, outdated } = draft;
  const changed = draft.changed || draft.firedAt !== undefined;
  const state = changed ? stateAfter(draft, before) : before;
  return { state, actions, changed, duplicates, outdated, ignored, failures };
};

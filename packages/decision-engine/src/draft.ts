import type { Decision, DecisionCause } from '@signalbox/contracts';
import { decisionOf } from './decision.ts';
import { checkTimers } from './due-timers.ts';
import type { Scalar } from './json.ts';
import type { MachineOutcome, MachineState, Trigger } from './machine.ts';
import type { Model } from './model.ts';
import type { EngineRecord } from './record.ts';
import type { DeviceState, SequenceMark } from './state.ts';
import type { RuleFailure, Step } from './step.ts';
import type { View } from './view.ts';

/** The step in the making: what is written to while a record is applied. */
export interface Draft {
  readonly model: Model;
  readonly record: EngineRecord;
  readonly now: number;
  /** By place in the set. */
  readonly machines: Map<number, MachineState>;
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

export const draftOf = (view: View, state: DeviceState, record: EngineRecord): Draft => ({
  ...{ model: view.model, record, machines: new Map(view.machines), bySettings: view.bySettings },
  now: Math.max(state.now, record.receivedAt),
  settings: state.settings ?? noSettings,
  ...{ mark: state.mark, firedAt: undefined },
  ...{ actions: [], failures: [], changed: false, duplicates: 0, outdated: 0, ignored: 0 },
});

/** Replaces the state of a machine. */
export const setMachine = (draft: Draft, rank: number, state: MachineState | undefined): void => {
  if (draft.machines.get(rank) === state) return;
  draft.changed = true;
  if (state) draft.machines.set(rank, state);
  else draft.machines.delete(rank);
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
  for (const error of outcome.failures ?? []) failures.push({ rule: machine.name, error });
  if (outcome.effects.length === 0) return;
  draft.changed = true;
  const occasion = { ruleSet: model.ruleSet.name, rule: machine.name, record, decidedAt: now, cause: cause() };
  draft.actions.push(...outcome.effects.map((effect, index) => decisionOf(occasion, effect, index)));
};

const machinesOf = ({ machines, model }: Draft): Record<string, MachineState> =>
  Object.fromEntries(
    [...machines].sort(([a], [b]) => a - b).map(([rank, state]) => [model.machines[rank]?.name, state]),
  );

/**
 * What came of the record. Timers that fired leave the clock at the time when they were due and the mark where it was, as a
 * tick in time would have: if nothing else came of the record, it is not remembered.
 */
export const finish = (draft: Draft, before: DeviceState): Step => {
  const { actions, duplicates, failures, firedAt, ignored, record, settings } = draft;
  const changed = draft.changed || firedAt !== undefined;
  const counted = { actions, changed, duplicates, outdated: draft.outdated, ignored, failures };
  if (!changed) return { state: before, ...counted };
  const now = draft.changed ? draft.now : Math.max(before.now, firedAt ?? before.now);
  const mark = draft.changed ? draft.mark : before.mark;
  const state: DeviceState = {
    ...{ schemaVersion: 2, now, position: record.position },
    ...(mark && { mark }),
    ...(Object.keys(settings).length > 0 && { settings }),
    machines: machinesOf(draft),
  };
  return { state, ...counted };
};

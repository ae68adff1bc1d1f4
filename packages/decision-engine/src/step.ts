import type { Decision, Reading } from '@signalbox/contracts';
import { decisionsOf, type RuleChange } from './decision.ts';
import { advanceMark, isDuplicate } from './duplicate.ts';
import { isAtOrBefore } from './position.ts';
import type { EngineRecord, TelemetryRecord } from './record.ts';
import type { RuleSet } from './rule-set.ts';
import { type DeviceState, type RuleState, type SequenceMark, withoutStrangers } from './state.ts';
import { applyValue } from './threshold.ts';

/** The name of a threshold rule's only timer. */
const holdTimer = 'hold';

export interface Step {
  /** The very object that was passed in when nothing changed. */
  readonly state: DeviceState;
  /** In the order in which they are to be carried out. */
  readonly actions: readonly Decision[];
  /** False: there is nothing to save. */
  readonly changed: boolean;
  /** Readings that the device had sent before, by its own counter. */
  readonly duplicates: number;
}

/** The step in the making: what is written to while a record is applied. */
interface Draft {
  readonly ruleSet: RuleSet;
  readonly record: EngineRecord;
  readonly now: number;
  readonly rules: Record<string, RuleState>;
  readonly actions: Decision[];
  mark: SequenceMark | undefined;
  changed: boolean;
  duplicates: number;
}

const setRuleState = (draft: Draft, rule: string, state: RuleState | undefined): void => {
  if (draft.rules[rule] === state) return;
  draft.changed = true;
  if (state) draft.rules[rule] = state;
  else delete draft.rules[rule];
};

const act = (draft: Draft, change: Omit<RuleChange, 'fleet' | 'deviceId'>): void => {
  const { fleet, deviceId } = draft.record;
  draft.actions.push(...decisionsOf(draft.ruleSet, { ...change, fleet, deviceId }));
};

const dueTimers = ({ rules, ruleSet, now }: Draft) => {
  const due = Object.entries(rules).flatMap(([name, state]) =>
    state.status === 'HOLDING' && state.dueAt <= now
      ? [{ name, dueAt: state.dueAt, value: state.value, rank: ruleSet.rules.findIndex((rule) => rule.name === name) }]
      : [],
  );
  return due.sort((a, b) => a.dueAt - b.dueAt || a.rank - b.rank);
};

const fireDueTimers = (draft: Draft): void => {
  for (const { name, dueAt, value, rank } of dueTimers(draft)) {
    const rule = draft.ruleSet.rules[rank];
    // A timer whose rule is gone is only forgotten.
    setRuleState(draft, name, rule && { status: 'SET', since: dueAt });
    const cause = { type: 'timer', timer: holdTimer, dueAt } as const;
    if (rule) act(draft, { rule, transition: 'SET', decidedAt: dueAt, cause, value });
  }
};

const applyReading = (draft: Draft, record: TelemetryRecord, reading: Reading): void => {
  for (const rule of draft.ruleSet.rules) {
    const value = reading.metrics[rule.metric];
    if (typeof value !== 'number' || !rule.deviceTypes.includes(record.deviceType)) continue;
    if (draft.now - reading.time > rule.maxAgeMs) continue;
    const outcome = applyValue(rule, draft.rules[rule.name], value, draft.now);
    setRuleState(draft, rule.name, outcome.state);
    if (!outcome.transition) continue;
    const cause = { type: 'reading', ...record.position, reading: reading.index } as const;
    act(draft, { rule, transition: outcome.transition, decidedAt: draft.now, cause, value });
  }
};

const applyReadings = (draft: Draft, record: TelemetryRecord, before: SequenceMark | undefined): void => {
  for (const reading of record.readings) {
    if (isDuplicate(reading, before)) {
      draft.duplicates += 1;
      continue;
    }
    draft.mark = advanceMark(draft.mark, reading);
    applyReading(draft, record, reading);
  }
};

const finish = (draft: Draft, state: DeviceState): Step => {
  const { actions, changed, duplicates, mark, now, record, ruleSet } = draft;
  if (!changed) return { state, actions, changed, duplicates };
  const rules = withoutStrangers(draft.rules, ruleSet);
  const next: DeviceState = { schemaVersion: 1, now, position: record.position, ...(mark && { mark }), rules };
  return { state: next, actions, changed, duplicates };
};

/**
 * Applies one record of the stream to a device. A pure function: the same records in the same order give the same
 * decisions, however they were cut into batches and however often they are delivered.
 *
 * The state moves only when a rule's state does. A record that changes nothing leaves even the position and the device's
 * clock where they were, because it is not saved: what is not saved must not decide, or a batch border would.
 */
export const step = (ruleSet: RuleSet, state: DeviceState, record: EngineRecord): Step => {
  if (isAtOrBefore(record.position, state.position)) return { state, actions: [], changed: false, duplicates: 0 };
  const draft: Draft = {
    ...{ ruleSet, record, mark: state.mark, actions: [], changed: false, duplicates: 0 },
    now: Math.max(state.now, record.receivedAt),
    // Without a prototype: a rule may be called `constructor`.
    rules: Object.assign(Object.create(null), state.rules),
  };
  fireDueTimers(draft);
  if (record.kind === 'telemetry') applyReadings(draft, record, state.mark);
  return finish(draft, state);
};

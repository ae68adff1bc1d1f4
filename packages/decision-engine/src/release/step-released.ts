import type { Model } from '../model.ts';
import { isAtOrBefore } from '../position.ts';
import type { EngineRecord } from '../record.ts';
import { type DeviceState, initialState } from '../state.ts';
import { type Step, step } from '../step.ts';
import { attempt, type Exchanged, exchangeSets, modelOf } from './exchange-sets.ts';
import type { Models, ReleasedStates, ReleasedStep, SetsInForce, SideState } from './released-states.ts';

const none: readonly never[] = [];

/** Member by member: spreading would cost more than the step itself, which mostly comes to nothing. */
const outcomeOf = (live: Step, states: ReleasedStates | undefined): ReleasedStep => ({
  states,
  changed: live.changed,
  actions: live.actions,
  otherActions: none,
  duplicates: live.duplicates,
  outdated: live.outdated,
  ignored: live.ignored,
  failures: live.failures,
  otherFailures: none,
});

/** No release is under way for the device: what it costs is what a plain step does. */
const stepAlone = (
  model: Model,
  states: ReleasedStates | undefined,
  { live: hash, seq }: SetsInForce,
  record: EngineRecord,
): ReleasedStep => {
  const live = step(model, states === undefined ? initialState : states.live.state, record);
  return outcomeOf(live, live.changed ? { seq, live: { hash, state: live.state } } : states);
};

/** The states before a record, and what it took to get there. */
type Start = Exchanged;

/** Nothing took place. */
const startOf = (live: SideState, other: SideState | undefined): Start => ({
  live,
  other,
  mustSave: false,
  otherFailed: undefined,
  actions: none,
  otherActions: none,
  failures: none,
  otherFailures: none,
});

const blank = (hash: string): SideState => ({ hash, state: initialState });

const isInForce = ({ live, other }: ReleasedStates, inForce: SetsInForce): boolean =>
  live.hash === inForce.live && other?.hash === inForce.other;

interface Branch {
  readonly other: string | undefined;
  readonly effectiveAt: number;
  readonly start: Start;
}

/** A branch of a state that lasts is made once, so that what is worked out for it lasts too. */
const branches = new WeakMap<ReleasedStates, Branch>();

const exchanged = (
  models: Models,
  states: ReleasedStates,
  inForce: SetsInForce,
  { deviceId, fleet }: EngineRecord,
  effectiveAt: number,
): Start => {
  const known = branches.get(states);
  const isLiveStill = states.live.hash === inForce.live;
  if (isLiveStill && known?.other === inForce.other && known?.effectiveAt === effectiveAt) return known.start;
  const start = exchangeSets(models, states, inForce, { deviceId, fleet, effectiveAt });
  if (!start.mustSave && start.other) branches.set(states, { other: inForce.other, effectiveAt, start });
  return start;
};

const stands = (side: SideState, state: DeviceState): SideState => (side.state === state ? side : { ...side, state });

/** A set that takes over, or begins, must not be told again what came before it. */
const placed = (state: DeviceState, { position }: EngineRecord): DeviceState =>
  state.position === position ? state : { ...state, position };

const joined = <T>(first: readonly T[], then: readonly T[]): readonly T[] =>
  first.length === 0 ? then : then.length === 0 ? first : [...first, ...then];

/** Of a set that takes over or begins (`isNew`), the state is placed at the record also if the record does nothing to it. */
const after = (side: SideState, step: Step | undefined, record: EngineRecord, isNew: boolean): SideState => {
  const state = step?.state ?? side.state;
  return stands(side, isNew ? placed(state, record) : state);
};

const stepBoth = (
  models: Models,
  before: ReleasedStates | undefined,
  start: Start,
  inForce: SetsInForce,
  record: EngineRecord,
): ReleasedStep => {
  const { live, other } = start;
  const liveStep = step(modelOf(models, live.hash), live.state, record);
  const beside = other && attempt(() => step(modelOf(models, other.hash), other.state, record));
  const otherStep = beside?.value;
  const changed = start.mustSave || liveStep.changed || otherStep?.changed === true;
  let states = before;
  if (changed) {
    const isNew = before === undefined || !isInForce(before, inForce);
    const next = { seq: inForce.seq, live: after(live, liveStep, record, isNew) };
    states = other ? { ...next, other: after(other, otherStep, record, isNew) } : next;
  }
  return {
    states,
    changed,
    actions: joined(start.actions, liveStep.actions),
    otherActions: joined(start.otherActions, otherStep?.actions ?? none),
    otherFailed: beside?.failed ?? start.otherFailed,
    duplicates: liveStep.duplicates,
    outdated: liveStep.outdated,
    ignored: liveStep.ignored,
    failures: joined(start.failures, liveStep.failures),
    otherFailures: joined(start.otherFailures, otherStep?.failures ?? none),
  };
};

const isPassed = ({ position }: EngineRecord, { live, other }: ReleasedStates): boolean =>
  isAtOrBefore(position, live.state.position) || isAtOrBefore(position, other?.state.position);

/** A record that was applied before tells nothing, nor from when other sets are in force. */
const passed = (states: ReleasedStates): ReleasedStep => ({
  ...{ states, changed: false, actions: none, otherActions: none, failures: none, otherFailures: none },
  ...{ duplicates: 0, outdated: 0, ignored: 0 },
});

/**
 * Applies one record to a device by the sets in force: the live one, whose decisions are sent, and the other one, if there is one, whose are not.
 * A pure function like `step`, with the same promise: the same records and sets in force give the same decisions, however they were cut into batches and however often they
 * are delivered.
 *
 * At the first record for which other sets are in force than the states are of, they take over as from `effectiveAt` (epoch ms, not after the record's
 * `receivedAt`); see `exchangeSets`, `carryOver` and `handOver`. The other set begins from the live state of that moment, which is worked out anew at every record until there is
 * something to save: a release writes nothing for a device to which nothing happens.
 *
 * @throws {SetNotAtHand} for the live set, and what `models` throws for it
 */
export const stepReleased = (
  models: Models,
  states: ReleasedStates | undefined,
  inForce: SetsInForce,
  record: EngineRecord,
  effectiveAt: number,
): ReleasedStep => {
  const { live, other } = inForce;
  if (states === undefined) {
    if (other === undefined) return stepAlone(modelOf(models, live), states, inForce, record);
    return stepBoth(models, states, startOf(blank(live), blank(other)), inForce, record);
  }
  if (isInForce(states, inForce)) {
    if (other === undefined) return stepAlone(modelOf(models, live), states, inForce, record);
    return stepBoth(models, states, startOf(states.live, states.other), inForce, record);
  }
  if (isPassed(record, states)) return passed(states);
  return stepBoth(models, states, exchanged(models, states, inForce, record, effectiveAt), inForce, record);
};

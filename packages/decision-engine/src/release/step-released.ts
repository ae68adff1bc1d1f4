import type { Model } from '../model.ts';
import { isAtOrBefore } from '../position.ts';
import type { EngineRecord } from '../record.ts';
import { type DeviceState, initialState } from '../state.ts';
import { type Step, step } from '../step.ts';
import { attempt, type Exchanged, exchangeSets, modelOf } from './exchange-sets.ts';
import type { Models, ReleasedStates, ReleasedStep, SetsInForce, SideState } from './released-states.ts';

const none: readonly never[] = [];

const outcomeOf = (live: Step, states: ReleasedStates | undefined, changed: boolean): ReleasedStep => {
  const { actions, duplicates, failures, ignored, outdated } = live;
  return {
    ...{ states, changed, actions, duplicates, outdated, ignored, failures },
    otherActions: none,
    otherFailures: none,
  };
};

/** No release is under way for the device: what it costs is what a plain step does. */
const stepAlone = (
  model: Model,
  states: ReleasedStates | undefined,
  { live: hash, seq }: SetsInForce,
  record: EngineRecord,
): ReleasedStep => {
  const live = step(model, states?.live.state ?? initialState, record);
  if (!live.changed) return outcomeOf(live, states, false);
  return outcomeOf(live, { seq, live: { hash, state: live.state } }, true);
};

/** The states before a record, and what it took to get there. */
type Start = Exchanged;

/** Nothing took place. */
const startOf = (live: SideState, other: SideState | undefined): Start => ({
  ...{ live, other, mustSave: false, otherFailed: undefined },
  ...{ actions: none, otherActions: none, failures: none, otherFailures: none },
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

const stepBoth = (
  models: Models,
  before: ReleasedStates | undefined,
  start: Start,
  inForce: SetsInForce,
  record: EngineRecord,
): ReleasedStep => {
  const { live, other } = start;
  const liveStep = step(modelOf(models, live.hash), live.state, record);
  const beside = other ? attempt(() => step(modelOf(models, other.hash), other.state, record)) : {};
  const otherStep = beside.value;
  const otherFailed = beside.failed ?? start.otherFailed;
  const changed = start.mustSave || liveStep.changed || otherStep?.changed === true;
  const isNew = before === undefined || !isInForce(before, inForce);
  const after = (side: SideState, { state }: { readonly state: DeviceState } = side): SideState =>
    stands(side, isNew ? placed(state, record) : state);
  const moved = (): ReleasedStates => {
    const states = { seq: inForce.seq, live: after(live, liveStep) };
    return other ? { ...states, other: after(other, otherStep) } : states;
  };
  const { duplicates, ignored, outdated } = liveStep;
  return {
    ...{ states: changed ? moved() : before, changed, duplicates, ignored, outdated },
    actions: joined(start.actions, liveStep.actions),
    otherActions: joined(start.otherActions, otherStep?.actions ?? none),
    failures: joined(start.failures, liveStep.failures),
    otherFailures: joined(start.otherFailures, otherStep?.failures ?? none),
    ...(otherFailed !== undefined && { otherFailed }),
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

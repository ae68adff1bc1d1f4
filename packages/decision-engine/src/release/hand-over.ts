import type { Decision, DecisionCause } from '@signalbox/contracts';
import { decisionOf } from '../decision.ts';
import type { Machine, MachineState } from '../machine.ts';
import type { Model } from '../model.ts';
import type { DeviceState } from '../state.ts';
import type { RuleFailure } from '../step.ts';
import type { Exchange } from './exchange.ts';

/** A device's state and the set that it belongs to. */
export interface RunningSide {
  /** Undefined: the set is not known any more. */
  readonly model: Model | undefined;
  readonly state: DeviceState;
}

export interface HandOver {
  readonly decisions: readonly Decision[];
  readonly failures: readonly RuleFailure[];
}

type Event = 'ACTIVATED' | 'CLEARED';

const reasons: Readonly<Record<Event, string>> = {
  ACTIVATED: 'another rule set took over, under which this is active',
  CLEARED: 'another rule set took over, under which this is not active',
};

const machineOf = (model: Model | undefined, name: string): Machine | undefined =>
  model?.machines[model.ranks.get(name) ?? -1];

const hasActiveStatus = ({ status }: MachineState): boolean => status === 'ACTIVE' || status === 'ACKNOWLEDGED';

/** Of a set that is not known any more, the rule that has the name now tells. */
const isActive = ({ model, state }: RunningSide, name: string, instead: Model | undefined): boolean => {
  const own = state.machines[name];
  if (own === undefined) return false;
  const machine = machineOf(model ?? instead, name);
  if (model === undefined && machine === undefined) return hasActiveStatus(own);
  return machine?.kind === own.kind && (machine.releasable?.isActive(own) ?? false);
};

/** Those that are active on one side only, in the order of its set. */
const activeOnlyIn = (side: RunningSide, opposite: RunningSide): string[] => {
  const rank = (name: string): number => side.model?.ranks.get(name) ?? Number.POSITIVE_INFINITY;
  return Object.keys(side.state.machines)
    .filter((name) => isActive(side, name, opposite.model) && !isActive(opposite, name, side.model))
    .sort((one, other) => rank(one) - rank(other) || (one < other ? -1 : 1));
};

const notKnown = (rule: string): RuleFailure => {
  const error = new Error('was active under a rule set that is not known any more: what its end asks for is not known');
  return { rule, error };
};

const enact = (side: RunningSide, name: string, event: Event, exchange: Exchange): HandOver => {
  const { model, state } = side;
  const machine = machineOf(model, name);
  if (!model || !machine?.releasable) return { decisions: [], failures: [notKnown(name)] };
  const { deviceId, effectiveAt, fleet } = exchange;
  const context = { now: effectiveAt, fleet, deviceId, settings: state.settings ?? {} };
  try {
    const { effects, failures = [] } = machine.releasable.enact(event, state.machines[name], context, reasons[event]);
    const cause: DecisionCause = { type: 'timer', timer: 'release', dueAt: effectiveAt };
    const occasion = { ruleSet: model.ruleSet.name, rule: name, record: exchange, decidedAt: effectiveAt, cause };
    return {
      decisions: effects.map((effect, place) => decisionOf(occasion, effect, place)),
      failures: failures.map((error) => ({ rule: name, error })),
    };
  } catch (error) {
    return { decisions: [], failures: [{ rule: name, error }] };
  }
};

/**
 * What must be done so that the world is as if `to` had decided since its state began: for every rule that is active under `from` only (or
 * that `to` does not have), what it asks for when it clears; then, for every rule that is active under `to` only, what it asks for when it comes. A rule that is
 * active on both sides says nothing.
 *
 * Active is what came and was not cleared: ACTIVE and ACKNOWLEDGED. A LATCHED alarm has asked for its clearing already. One that is
 * snoozed or disabled was taken out of our hands by an operator, with the world as it was then. Detector models have no notion of active: nothing is done for them.
 *
 * The decisions have the cause of a timer `release`, due when the new set came in force: the same exchange gives the same ids. A command that needs the value of
 * a reading, which is not at hand, is not asked for and is among `failures`; in a text for people the value is `unknown`.
 */
export const handOver = (from: RunningSide, to: RunningSide, exchange: Exchange): HandOver => {
  const enacted = [
    ...activeOnlyIn(from, to).map((name) => enact(from, name, 'CLEARED', exchange)),
    ...activeOnlyIn(to, from).map((name) => enact(to, name, 'ACTIVATED', exchange)),
  ];
  return {
    decisions: enacted.flatMap(({ decisions }) => decisions),
    failures: enacted.flatMap(({ failures }) => failures),
  };
};

import type { Decision, DecisionCause } from '@signalbox/contracts';
import type { Bound, Rule, RuleSet } from './rule-set.ts';
import type { Transition } from './threshold.ts';

/** A rule that changed for a device, and why. */
export interface RuleChange {
  readonly rule: Rule;
  readonly transition: Transition;
  readonly fleet: string;
  readonly deviceId: string;
  /** The device's clock, epoch ms; of a timer, when it was due. */
  readonly decidedAt: number;
  readonly cause: DecisionCause;
  /** The value that made the rule change; with a timer, the one that set the timer. */
  readonly value: number;
}

const signs: Record<Bound['comparison'], string> = { above: '>', atOrAbove: '>=', below: '<', atOrBelow: '<=' };

const causeId = (cause: DecisionCause): string =>
  cause.type === 'timer' ? `timer@${cause.dueAt}` : `${cause.shardId}:${cause.sequenceNumber}#${cause.reading}`;

const explain = ({ rule, transition, cause, value }: RuleChange): string => {
  const bound = transition === 'SET' ? rule.set : rule.clear;
  const held = cause.type === 'timer' ? ` for ${rule.holdForMs / 1000} s` : '';
  return `${rule.metric} ${value} ${signs[bound.comparison]} ${bound.value}${held}`;
};

/**
 * One decision for each action of the rule's transition, in the order of the rule. The id is the same for the same cause,
 * however often and wherever it is worked out: `rule/device/shardId:sequenceNumber#reading/action`, or
 * `rule/device/timer@dueAt/action`.
 */
export const decisionsOf = (ruleSet: RuleSet, change: RuleChange): Decision[] => {
  const { rule, transition, fleet, deviceId, decidedAt, cause } = change;
  const actions = transition === 'SET' ? rule.onSet : rule.onClear;
  return actions.map(({ command }, index) => ({
    decisionId: `${rule.name}/${deviceId}/${causeId(cause)}/${index}`,
    ruleSet: ruleSet.name,
    rule: rule.name,
    ...{ fleet, deviceId, decidedAt, cause, command },
    reason: explain(change),
  }));
};

import { type Decision, type DecisionCause, decisionId } from '@signalbox/contracts';
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

const explain = ({ rule, transition, cause, value }: RuleChange): string => {
  const bound = transition === 'SET' ? rule.set : rule.clear;
  const held = cause.type === 'timer' ? ` for ${rule.holdForMs / 1000} s` : '';
  return `${rule.metric} ${value} ${signs[bound.comparison]} ${bound.value}${held}`;
};

/** One decision for each action of the rule's transition, in the order of the rule. */
export const decisionsOf = (ruleSet: RuleSet, change: RuleChange): Decision[] => {
  const { rule, transition, fleet, deviceId, decidedAt, cause } = change;
  const actions = transition === 'SET' ? rule.onSet : rule.onClear;
  return actions.map(({ command }, actionIndex) => ({
    decisionId: decisionId({ rule: rule.name, deviceId, cause, actionIndex }),
    ruleSet: ruleSet.name,
    rule: rule.name,
    ...{ fleet, deviceId, decidedAt, cause, command },
    reason: explain(change),
  }));
};

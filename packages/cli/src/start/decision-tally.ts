import type { Decision } from '@signalbox/contracts';
import { decisionText } from './decision-text.ts';

/** What the rules decided since the start, as the bus told it. */
export interface DecisionTally {
  readonly byRule: Readonly<Record<string, number>>;
  readonly notifications: number;
  /** In words. */
  readonly last?: string;
}

export const noDecisions: DecisionTally = { byRule: {}, notifications: 0 };

/** Counts one more. */
export const tally = ({ byRule, notifications }: DecisionTally, decision: Decision): DecisionTally => ({
  byRule: { ...byRule, [decision.rule]: (byRule[decision.rule] ?? 0) + 1 },
  notifications: notifications + ('notification' in decision ? 1 : 0),
  last: decisionText(decision),
});

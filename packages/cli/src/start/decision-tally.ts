import type { Decision } from '@signalbox/contracts';
import { printable } from '../output/table.ts';

/** What the rules decided since the start, as the bus told it. */
export interface DecisionTally {
  readonly byRule: Readonly<Record<string, number>>;
  readonly notifications: number;
  /** In words. */
  readonly last?: string;
}

export const noDecisions: DecisionTally = { byRule: {}, notifications: 0 };

/** What is to be done. */
const effectText = (decision: Decision): string => {
  if ('command' in decision) {
    const { name, parameters } = decision.command;
    return `${name} ${JSON.stringify(parameters)}`;
  }
  return 'notification' in decision ? `"${decision.notification.message}"` : decision.action.type;
};

/** `pump-demo-3: temperature 95.5 >= 90 -> set-fan {"speed":100} (pump-overheating)`. */
export const decisionText = (decision: Decision): string => {
  const { deviceId, reason, rule } = decision;
  return printable(`${deviceId}: ${reason} -> ${effectText(decision)} (${rule})`);
};

/** Counts one more. */
export const tally = ({ byRule, notifications }: DecisionTally, decision: Decision): DecisionTally => ({
  byRule: { ...byRule, [decision.rule]: (byRule[decision.rule] ?? 0) + 1 },
  notifications: notifications + ('notification' in decision ? 1 : 0),
  last: decisionText(decision),
});

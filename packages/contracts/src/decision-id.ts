import type { DecisionCause } from './schemas/decision.ts';

/** The cause as text: `shardId-000000000000:4961#0`, `cooldown@1764000000000`, or of an operation `shardId-000000000000:4961`. */
export const causeText = (cause: DecisionCause): string => {
  if (cause.type === 'timer') return `${cause.timer}@${cause.dueAt}`;
  const position = `${cause.shardId}:${cause.sequenceNumber}`;
  return cause.type === 'reading' ? `${position}#${cause.reading}` : position;
};

/**
 * The id of a decision. It depends on nothing but the rule, the device and what happened, so that a record that is
 * processed twice gives the same decision and not a second one.
 */
export const decisionId = (decision: {
  readonly rule: string;
  readonly deviceId: string;
  readonly cause: DecisionCause;
  readonly actionIndex: number;
}): string => `${decision.rule}/${decision.deviceId}/${causeText(decision.cause)}/${decision.actionIndex}`;

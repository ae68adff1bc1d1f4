import type { Decision } from '@signalbox/contracts';
import { formatInstant } from '../../output/number.ts';

const effectText = (decision: Decision): string => {
  if ('command' in decision) return `${decision.command.name} ${JSON.stringify(decision.command.parameters)}`;
  if ('notification' in decision) return `notification ${JSON.stringify(decision.notification.message)}`;
  return `${decision.action.type} ${decision.action.event}`;
};

/** A decision as a line for people. */
export const decisionText = (decision: Decision): string => {
  const { decidedAt, deviceId, rule, reason } = decision;
  return `${formatInstant(decidedAt)}  ${deviceId}  ${rule}  ${effectText(decision)}  ${reason}`;
};

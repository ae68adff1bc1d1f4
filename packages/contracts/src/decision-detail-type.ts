import type { Decision } from './schemas/decision.ts';

/** The source of every event of a decision. */
export const decisionSource = 'signalbox.decisions';

/** Detail types of the events that say decisions: one for each thing that a decision may ask for. */
export const decisionDetailTypes = {
  command: 'Decision',
  notification: 'Notification',
  action: 'DetectorAction',
} as const;

/** The detail type by which the bus is told of a decision. For whoever only says it: it brings along no validator. */
export const detailTypeOf = (decision: Decision): string => {
  if ('command' in decision) return decisionDetailTypes.command;
  return 'notification' in decision ? decisionDetailTypes.notification : decisionDetailTypes.action;
};

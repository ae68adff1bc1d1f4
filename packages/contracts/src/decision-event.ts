import validateAction from '../generated/action-decision.js';
import validateCommand from '../generated/command-decision.js';
import validateNotification from '../generated/notification-decision.js';
import { contract } from './contract.ts';
import { type EventContract, eventContract } from './event-contract.ts';
import {
  type ActionDecision,
  actionDecisionSchema,
  type CommandDecision,
  commandDecisionSchema,
  type Decision,
  type NotificationDecision,
  notificationDecisionSchema,
} from './schemas/decision.ts';

const source = 'signalbox.decisions';

/** A rule asks for a command. */
export const decisionEvent = eventContract(
  source,
  'Decision',
  contract<CommandDecision>('Decision', commandDecisionSchema, validateCommand),
);

/** A rule has something to tell people. */
export const notificationEvent = eventContract(
  source,
  'Notification',
  contract<NotificationDecision>('Notification', notificationDecisionSchema, validateNotification),
);

/** A detector or alarm model asks for one of its actions. */
export const detectorActionEvent = eventContract(
  source,
  'DetectorAction',
  contract<ActionDecision>('DetectorAction', actionDecisionSchema, validateAction),
);

/** The event by which the bus is told of a decision. */
export const eventOfDecision = (decision: Decision): EventContract<Decision> => {
  if ('command' in decision) return decisionEvent;
  return 'notification' in decision ? notificationEvent : detectorActionEvent;
};

import validateAction from '../generated/action-decision.js';
import validateCommand from '../generated/command-decision.js';
import validateNotification from '../generated/notification-decision.js';
import { contract } from './contract.ts';
import { decisionDetailTypes, decisionSource } from './decision-detail-type.ts';
import { eventContract } from './event-contract.ts';
import {
  type ActionDecision,
  actionDecisionSchema,
  type CommandDecision,
  commandDecisionSchema,
  type NotificationDecision,
  notificationDecisionSchema,
} from './schemas/decision.ts';

/** A rule asks for a command. */
export const decisionEvent = eventContract(
  decisionSource,
  decisionDetailTypes.command,
  contract<CommandDecision>('Decision', commandDecisionSchema, validateCommand),
);

/** A rule has something to tell people. */
export const notificationEvent = eventContract(
  decisionSource,
  decisionDetailTypes.notification,
  contract<NotificationDecision>('Notification', notificationDecisionSchema, validateNotification),
);

/** A detector or alarm model asks for one of its actions. */
export const detectorActionEvent = eventContract(
  decisionSource,
  decisionDetailTypes.action,
  contract<ActionDecision>('DetectorAction', actionDecisionSchema, validateAction),
);

import type { FromSchema } from 'json-schema-to-ts';
import { detectorActionSchema } from './detector-action.ts';
import {
  commandNameSchema,
  commandParametersSchema,
  deviceIdSchema,
  epochMsSchema,
  fleetSchema,
  positionProperties,
  ruleNameSchema,
} from './identifiers.ts';

/** What made the rule decide: a reading of a stream record, a timer of the device that was due, or an operator's record. */
export const decisionCauseSchema = {
  anyOf: [
    {
      type: 'object',
      properties: { type: { const: 'reading' }, ...positionProperties, reading: { type: 'integer', minimum: 0 } },
      required: ['type', 'shardId', 'sequenceNumber', 'reading'],
      additionalProperties: false,
    },
    {
      type: 'object',
      properties: { type: { const: 'timer' }, timer: { type: 'string', minLength: 1 }, dueAt: epochMsSchema },
      required: ['type', 'timer', 'dueAt'],
      additionalProperties: false,
    },
    {
      type: 'object',
      properties: { type: { const: 'operation' }, ...positionProperties },
      required: ['type', 'shardId', 'sequenceNumber'],
      additionalProperties: false,
    },
  ],
} as const;

/** A command that a decision asks for. `expiresInMs` counts from `decidedAt`. */
export const decidedCommandSchema = {
  type: 'object',
  properties: {
    name: commandNameSchema,
    parameters: commandParametersSchema,
    expiresInMs: { type: 'integer', minimum: 1 },
  },
  required: ['name', 'parameters'],
  additionalProperties: false,
} as const;

/** Something to tell people. A subject is as long as Amazon SNS takes (https://docs.aws.amazon.com/sns/latest/api/API_Publish.html). */
export const notificationSchema = {
  type: 'object',
  properties: {
    subject: { type: 'string', minLength: 1, maxLength: 100 },
    message: { type: 'string', minLength: 1, maxLength: 4096 },
  },
  required: ['message'],
  additionalProperties: false,
} as const;

export const severities = ['info', 'warning', 'critical'] as const;

const decisionProperties = {
  decisionId: { type: 'string', minLength: 1, maxLength: 512 },
  ruleSet: { type: 'string', minLength: 1, maxLength: 128 },
  rule: ruleNameSchema,
  fleet: fleetSchema,
  deviceId: deviceIdSchema,
  decidedAt: epochMsSchema,
  cause: decisionCauseSchema,
  reason: { type: 'string', maxLength: 512, description: 'for people: temperature 95.5 >= 90' },
  severity: { enum: severities },
  status: { type: 'string', pattern: '^[A-Z_]{1,32}$', description: 'of the alarm, after' },
} as const;

const decisionRequired = [
  ...(['decisionId', 'ruleSet', 'rule', 'fleet', 'deviceId', 'decidedAt', 'cause', 'reason'] as const),
] as const;

/** `detail` of the event that a rule asks for a command. `decidedAt` is the device's *now* in the stream, not a wall clock. */
export const commandDecisionSchema = {
  type: 'object',
  properties: { ...decisionProperties, command: decidedCommandSchema },
  required: [...decisionRequired, 'command'],
  additionalProperties: false,
} as const;

/** `detail` of the event that a rule has something to tell people. */
export const notificationDecisionSchema = {
  type: 'object',
  properties: { ...decisionProperties, notification: notificationSchema },
  required: [...decisionRequired, 'notification'],
  additionalProperties: false,
} as const;

/** `detail` of the event that a detector or alarm model asks for one of its actions. */
export const actionDecisionSchema = {
  type: 'object',
  properties: { ...decisionProperties, action: detectorActionSchema },
  required: [...decisionRequired, 'action'],
  additionalProperties: false,
} as const;

export type DecisionCause = FromSchema<typeof decisionCauseSchema>;
export type DecidedCommand = FromSchema<typeof decidedCommandSchema>;
export type Notification = FromSchema<typeof notificationSchema>;
export type Severity = (typeof severities)[number];
export type CommandDecision = FromSchema<typeof commandDecisionSchema>;
export type NotificationDecision = FromSchema<typeof notificationDecisionSchema>;
export type ActionDecision = FromSchema<typeof actionDecisionSchema>;

/** What a rule decided: exactly one of a command, a notification and an action. */
export type Decision = CommandDecision | NotificationDecision | ActionDecision;

import type { FromSchema } from 'json-schema-to-ts';
import {
  commandNameSchema,
  commandParametersSchema,
  deviceIdSchema,
  epochMsSchema,
  fleetSchema,
  positionProperties,
} from './identifiers.ts';

/** What made the rule decide: a reading of a stream record, or a timer of the device that was due. */
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

/** `detail` of the event that a rule decided. `decidedAt` is the device's *now* in the stream, not a wall clock. */
export const decisionSchema = {
  type: 'object',
  properties: {
    decisionId: { type: 'string', minLength: 1, maxLength: 512 },
    ruleSet: { type: 'string', minLength: 1, maxLength: 128 },
    rule: { type: 'string', minLength: 1, maxLength: 128 },
    fleet: fleetSchema,
    deviceId: deviceIdSchema,
    decidedAt: epochMsSchema,
    cause: decisionCauseSchema,
    reason: { type: 'string', maxLength: 512, description: 'for people: temperature 95.5 >= 90' },
    command: decidedCommandSchema,
  },
  required: ['decisionId', 'ruleSet', 'rule', 'fleet', 'deviceId', 'decidedAt', 'cause', 'reason', 'command'],
  additionalProperties: false,
} as const;

export type DecisionCause = FromSchema<typeof decisionCauseSchema>;
export type DecidedCommand = FromSchema<typeof decidedCommandSchema>;
export type Decision = FromSchema<typeof decisionSchema>;

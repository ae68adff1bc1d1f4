import type { FromSchema } from 'json-schema-to-ts';
import {
  commandIdSchema,
  commandNameSchema,
  commandParametersSchema,
  deviceIdSchema,
  epochMsSchema,
  fleetSchema,
} from './identifiers.ts';

/** `detail` of the event by which an operator asks for a command. The asker makes the id, so asking twice is one command. */
export const commandRequestedSchema = {
  type: 'object',
  properties: {
    commandId: commandIdSchema,
    fleet: fleetSchema,
    deviceId: deviceIdSchema,
    name: commandNameSchema,
    parameters: commandParametersSchema,
    requestedBy: { type: 'string', minLength: 1, maxLength: 128 },
    requestedAt: epochMsSchema,
    expiresInMs: { type: 'integer', minimum: 1, description: 'counts from requestedAt' },
  },
  required: ['commandId', 'fleet', 'deviceId', 'name', 'parameters', 'requestedBy', 'requestedAt'],
  additionalProperties: false,
} as const;

/** What the device receives. After `expiresAt` it must not begin. */
export const commandRequestSchema = {
  type: 'object',
  properties: {
    commandId: commandIdSchema,
    name: commandNameSchema,
    parameters: commandParametersSchema,
    issuedAt: epochMsSchema,
    expiresAt: epochMsSchema,
    decisionId: { type: 'string', minLength: 1, maxLength: 512 },
  },
  required: ['commandId', 'name', 'parameters', 'issuedAt', 'expiresAt'],
  additionalProperties: false,
} as const;

/** What a device may say of a command. */
const responseStatuses = ['IN_PROGRESS', 'SUCCEEDED', 'FAILED', 'REJECTED'] as const;

/** What the device answers. `result` is anything that the command defines. */
export const commandResponseSchema = {
  type: 'object',
  properties: {
    status: { enum: responseStatuses },
    reason: { type: 'string', maxLength: 1024 },
    result: {},
  },
  required: ['status'],
  additionalProperties: false,
} as const;

export type CommandRequested = FromSchema<typeof commandRequestedSchema>;
export type CommandRequest = FromSchema<typeof commandRequestSchema>;
export type CommandResponse = FromSchema<typeof commandResponseSchema>;

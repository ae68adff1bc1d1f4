import type { FromSchema } from 'json-schema-to-ts';
import { bySchema, deviceIdSchema, epochMsSchema, fleetSchema, ruleNameSchema } from './identifiers.ts';

/**
 * What an operator may do to an alarm: the operations of
 * https://docs.aws.amazon.com/iotevents/latest/apireference/API_Operations_AWS_IoT_Events_Data.html
 */
export const alarmOperations = ['ACKNOWLEDGE', 'SNOOZE', 'ENABLE', 'DISABLE', 'RESET'] as const;

export const alarmRecordProperties = {
  type: { const: 'alarm' },
  fleet: fleetSchema,
  deviceId: deviceIdSchema,
  receivedAt: epochMsSchema,
  rule: ruleNameSchema,
  operation: { enum: alarmOperations },
  by: bySchema,
  note: { type: 'string', maxLength: 256 },
  snoozeMs: { type: 'integer', minimum: 1, maximum: 31_622_400_000, description: 'of SNOOZE, and of nothing else' },
} as const;

/** SNOOZE says for how long, and nothing else does. */
export const snoozeSaysHowLong = {
  if: { properties: { operation: { const: 'SNOOZE' } } },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: { properties: { snoozeMs: true }, required: ['snoozeMs'] },
  else: { properties: { snoozeMs: false } },
} as const;

/** An operator acts on the alarm of a rule and a device. Whether the alarm's state allows it is the engine's business. */
export const alarmRecordSchema = {
  type: 'object',
  properties: alarmRecordProperties,
  required: ['type', 'fleet', 'deviceId', 'receivedAt', 'rule', 'operation', 'by'],
  additionalProperties: false,
} as const;

export type AlarmOperation = (typeof alarmOperations)[number];
export type AlarmRecord = FromSchema<typeof alarmRecordSchema>;

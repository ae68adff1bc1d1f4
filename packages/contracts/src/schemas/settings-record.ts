import type { FromSchema } from 'json-schema-to-ts';
import { bySchema, deviceIdSchema, epochMsSchema, fleetSchema } from './identifiers.ts';

/** The name of a device's setting: `temperature-limit`. */
export const settingNameSchema = { type: 'string', pattern: '^[a-zA-Z][a-zA-Z0-9_-]{0,63}$' } as const;

const settingsSchema = {
  type: 'object',
  minProperties: 1,
  maxProperties: 64,
  propertyNames: settingNameSchema,
  additionalProperties: { type: ['number', 'boolean', 'string', 'null'], maxLength: 256 },
  description: 'what changes; null removes a setting, and the rules are back at their own value',
} as const;

export const settingsRecordProperties = {
  type: { const: 'settings' },
  fleet: fleetSchema,
  deviceId: deviceIdSchema,
  receivedAt: epochMsSchema,
  settings: settingsSchema,
  by: bySchema,
} as const;

/** An operator sets what the rules go by for one device. */
export const settingsRecordSchema = {
  type: 'object',
  properties: settingsRecordProperties,
  required: ['type', 'fleet', 'deviceId', 'receivedAt', 'settings', 'by'],
  additionalProperties: false,
} as const;

export type SettingsRecord = FromSchema<typeof settingsRecordSchema>;

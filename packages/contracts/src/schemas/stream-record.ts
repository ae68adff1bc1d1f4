import type { FromSchema } from 'json-schema-to-ts';
import { type AlarmRecord, alarmRecordSchema, snoozeSaysHowLong } from './alarm-record.ts';
import {
  base64Schema,
  clientIdSchema,
  deviceIdSchema,
  epochMsSchema,
  fleetSchema,
  topicSchema,
} from './identifiers.ts';
import { type SettingsRecord, settingsRecordSchema } from './settings-record.ts';

/** Where a record that was put on the stream again comes from. With `reading`, only that reading is meant. */
export const replaySchema = {
  type: 'object',
  properties: {
    quarantineId: { type: 'string', minLength: 1, maxLength: 256 },
    reading: { type: 'integer', minimum: 0 },
  },
  required: ['quarantineId'],
  additionalProperties: false,
} as const;

export const telemetryRecordProperties = {
  type: { const: 'telemetry' },
  payload: base64Schema,
  topic: topicSchema,
  clientId: clientIdSchema,
  receivedAt: epochMsSchema,
  replay: replaySchema,
} as const;

export const tickRecordProperties = {
  type: { const: 'tick' },
  fleet: fleetSchema,
  deviceId: deviceIdSchema,
  dueAt: epochMsSchema,
  receivedAt: epochMsSchema,
} as const;

/** A message as the topic rule wrapped it. The rule writes no `type`: a record without one is telemetry. */
export const telemetryRecordSchema = {
  type: 'object',
  properties: telemetryRecordProperties,
  required: ['payload', 'topic', 'clientId', 'receivedAt'],
  additionalProperties: false,
} as const;

/** The sweeper's word that a timer of the device was due at `dueAt`. */
export const tickRecordSchema = {
  type: 'object',
  properties: tickRecordProperties,
  required: ['type', 'fleet', 'deviceId', 'dueAt', 'receivedAt'],
  additionalProperties: false,
} as const;

/** Anything on the telemetry stream. */
export const streamRecordSchema = {
  anyOf: [
    telemetryRecordSchema,
    tickRecordSchema,
    settingsRecordSchema,
    { ...alarmRecordSchema, ...snoozeSaysHowLong },
  ],
} as const;

export type Replay = FromSchema<typeof replaySchema>;
export type TelemetryRecord = FromSchema<typeof telemetryRecordSchema>;
export type TickRecord = FromSchema<typeof tickRecordSchema>;
export type StreamRecord = TelemetryRecord | TickRecord | SettingsRecord | AlarmRecord;

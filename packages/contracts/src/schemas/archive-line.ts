import type { FromSchema } from 'json-schema-to-ts';
import { alarmRecordProperties, alarmRecordSchema, snoozeSaysHowLong } from './alarm-record.ts';
import { base64Schema, epochMsSchema, positionProperties } from './identifiers.ts';
import { settingsRecordProperties, settingsRecordSchema } from './settings-record.ts';
import {
  telemetryRecordProperties,
  telemetryRecordSchema,
  tickRecordProperties,
  tickRecordSchema,
} from './stream-record.ts';

const positionRequired = ['shardId', 'sequenceNumber'] as const;

const partitionKeySchema = { type: 'string', maxLength: 256 } as const;

const placeProperties = {
  ...positionProperties,
  partitionKey: {
    ...partitionKeySchema,
    description: 'only if it is not that of the device: the engine then refused it',
  },
} as const;

/** A telemetry record at its position. */
export const archivedTelemetrySchema = {
  type: 'object',
  properties: { ...placeProperties, ...telemetryRecordProperties },
  required: [...positionRequired, ...telemetryRecordSchema.required],
  additionalProperties: false,
} as const;

/** A tick at its position. */
export const archivedTickSchema = {
  type: 'object',
  properties: { ...placeProperties, ...tickRecordProperties },
  required: [...positionRequired, ...tickRecordSchema.required],
  additionalProperties: false,
} as const;

/** Settings of a device at their position. */
export const archivedSettingsSchema = {
  type: 'object',
  properties: { ...placeProperties, ...settingsRecordProperties },
  required: [...positionRequired, ...settingsRecordSchema.required],
  additionalProperties: false,
} as const;

/** An operation on an alarm at its position. */
export const archivedAlarmSchema = {
  type: 'object',
  properties: { ...placeProperties, ...alarmRecordProperties },
  required: [...positionRequired, ...alarmRecordSchema.required],
  additionalProperties: false,
} as const;

/** A record that is no record of ours: its bytes as they came. `receivedAt` is when the stream took it. */
export const archivedUnreadableSchema = {
  type: 'object',
  properties: {
    ...positionProperties,
    type: { const: 'unreadable' },
    partitionKey: partitionKeySchema,
    data: base64Schema,
    receivedAt: epochMsSchema,
  },
  required: [...positionRequired, 'type', 'partitionKey', 'data', 'receivedAt'],
  additionalProperties: false,
} as const;

/** One line of an archive object: any record of the stream, and where it stood. */
export const archiveLineSchema = {
  anyOf: [
    archivedTelemetrySchema,
    archivedTickSchema,
    archivedSettingsSchema,
    { ...archivedAlarmSchema, ...snoozeSaysHowLong },
    archivedUnreadableSchema,
  ],
} as const;

export type ArchivedTelemetry = FromSchema<typeof archivedTelemetrySchema>;
export type ArchivedTick = FromSchema<typeof archivedTickSchema>;
export type ArchivedSettings = FromSchema<typeof archivedSettingsSchema>;
export type ArchivedAlarm = FromSchema<typeof archivedAlarmSchema>;
export type ArchivedUnreadable = FromSchema<typeof archivedUnreadableSchema>;
export type ArchiveLine = ArchivedTelemetry | ArchivedTick | ArchivedSettings | ArchivedAlarm | ArchivedUnreadable;

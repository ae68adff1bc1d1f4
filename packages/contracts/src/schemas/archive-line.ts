import type { FromSchema } from 'json-schema-to-ts';
import { base64Schema, epochMsSchema, positionProperties } from './identifiers.ts';
import {
  telemetryRecordProperties,
  telemetryRecordSchema,
  tickRecordProperties,
  tickRecordSchema,
} from './stream-record.ts';

const positionRequired = ['shardId', 'sequenceNumber'] as const;

/** A telemetry record at its position. */
export const archivedTelemetrySchema = {
  type: 'object',
  properties: { ...positionProperties, ...telemetryRecordProperties },
  required: [...positionRequired, ...telemetryRecordSchema.required],
  additionalProperties: false,
} as const;

/** A tick at its position. */
export const archivedTickSchema = {
  type: 'object',
  properties: { ...positionProperties, ...tickRecordProperties },
  required: [...positionRequired, ...tickRecordSchema.required],
  additionalProperties: false,
} as const;

/** A record that is no record of ours: its bytes as they came. `receivedAt` is when the stream took it. */
export const archivedUnreadableSchema = {
  type: 'object',
  properties: {
    ...positionProperties,
    type: { const: 'unreadable' },
    partitionKey: { type: 'string', maxLength: 256 },
    data: base64Schema,
    receivedAt: epochMsSchema,
  },
  required: [...positionRequired, 'type', 'partitionKey', 'data', 'receivedAt'],
  additionalProperties: false,
} as const;

/** One line of an archive object: any record of the stream, and where it stood. */
export const archiveLineSchema = {
  anyOf: [archivedTelemetrySchema, archivedTickSchema, archivedUnreadableSchema],
} as const;

export type ArchivedTelemetry = FromSchema<typeof archivedTelemetrySchema>;
export type ArchivedTick = FromSchema<typeof archivedTickSchema>;
export type ArchivedUnreadable = FromSchema<typeof archivedUnreadableSchema>;
export type ArchiveLine = ArchivedTelemetry | ArchivedTick | ArchivedUnreadable;

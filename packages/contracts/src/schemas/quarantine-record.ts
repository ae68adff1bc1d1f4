import type { FromSchema } from 'json-schema-to-ts';
import { base64Schema, clientIdSchema, epochMsSchema, positionProperties, topicSchema } from './identifiers.ts';
import { replaySchema } from './stream-record.ts';

/** Why something was not taken. Closed: a consumer may branch on it. */
export const reasonCodes = [
  'EMPTY_PAYLOAD',
  'PAYLOAD_TOO_LARGE',
  'NOT_JSON',
  'INVALID_SHAPE',
  'INVALID_TOPIC',
  'UNKNOWN_DEVICE_TYPE',
  'UNKNOWN_METRIC',
  'METRIC_TYPE',
  'METRIC_RANGE',
  'TIME_IN_FUTURE',
  'TIME_TOO_OLD',
  'STORE_REJECTED',
  'INVALID_RECORD',
  'PROCESSING_FAILED',
] as const;

const common = {
  quarantineId: { type: 'string', minLength: 1, maxLength: 256 },
  reason: { enum: reasonCodes },
  detail: { type: 'string', maxLength: 2048 },
  position: {
    type: 'object',
    properties: { ...positionProperties, reading: { type: 'integer', minimum: 0 } },
    required: ['shardId', 'sequenceNumber'],
    additionalProperties: false,
  },
  partitionKey: { type: 'string', maxLength: 256 },
  receivedAt: epochMsSchema,
} as const;

/** A device's message: `payload` is its original bytes. `reading` in the position: only that reading was refused. */
export const quarantinedMessageSchema = {
  type: 'object',
  properties: {
    ...common,
    kind: { const: 'message' },
    topic: topicSchema,
    clientId: clientIdSchema,
    payload: base64Schema,
    replay: replaySchema,
  },
  required: [
    'kind',
    'quarantineId',
    'reason',
    'detail',
    'position',
    'partitionKey',
    'receivedAt',
    'topic',
    'clientId',
    'payload',
  ],
  additionalProperties: false,
} as const;

/** A stream record that could not be read as one: `payload` is the record's bytes, `receivedAt` when the stream took it. */
export const quarantinedRecordSchema = {
  type: 'object',
  properties: { ...common, kind: { const: 'record' }, payload: base64Schema },
  required: ['kind', 'quarantineId', 'reason', 'detail', 'position', 'partitionKey', 'receivedAt', 'payload'],
  additionalProperties: false,
} as const;

/** One line of a quarantine object. */
export const quarantineRecordSchema = { anyOf: [quarantinedMessageSchema, quarantinedRecordSchema] } as const;

export type ReasonCode = (typeof reasonCodes)[number];
export type QuarantinedMessage = FromSchema<typeof quarantinedMessageSchema>;
export type QuarantinedRecord = FromSchema<typeof quarantinedRecordSchema>;
export type QuarantineRecord = QuarantinedMessage | QuarantinedRecord;

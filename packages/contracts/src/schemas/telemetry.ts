import type { FromSchema } from 'json-schema-to-ts';

/** Most readings that one message may carry. 128 KiB of payload hold a few more only if they say nothing. */
export const MAX_READINGS = 1000;

const metricsSchema = {
  type: 'object',
  minProperties: 1,
  maxProperties: 256,
  additionalProperties: { type: ['number', 'boolean', 'string'] },
} as const;

const readingProperties = {
  time: { type: ['integer', 'string'], description: 'epoch ms or RFC 3339' },
  seq: { type: 'integer', minimum: 0, description: 'counts the messages of this device' },
  metrics: metricsSchema,
} as const;

/** One reading; also the whole payload of a message that carries one. `time` defaults to when it was received. */
export const telemetryReadingSchema = {
  type: 'object',
  properties: readingProperties,
  required: ['metrics'],
  additionalProperties: false,
} as const;

/** A backlog: readings gathered while the device was offline. Each says when it was taken. */
export const telemetryBacklogSchema = {
  type: 'object',
  properties: {
    readings: {
      type: 'array',
      minItems: 1,
      maxItems: MAX_READINGS,
      items: {
        type: 'object',
        properties: readingProperties,
        required: ['time', 'metrics'],
        additionalProperties: false,
      },
    },
  },
  required: ['readings'],
  additionalProperties: false,
} as const;

/** What a device publishes. */
export const telemetrySchema = { anyOf: [telemetryReadingSchema, telemetryBacklogSchema] } as const;

export type TelemetryReading = FromSchema<typeof telemetryReadingSchema>;
export type TelemetryBacklog = FromSchema<typeof telemetryBacklogSchema>;
export type TelemetryMessage = TelemetryReading | TelemetryBacklog;

import type { FromSchema } from 'json-schema-to-ts';

/**
 * Names that a metric may not have. They are dimensions of ours, or reserved by the store
 * (https://docs.aws.amazon.com/timestream/latest/developerguide/ts-limits.html, "Naming constraints").
 */
const reservedNames = [
  'fleet',
  'deviceId',
  'deviceType',
  'time',
  'measure_name',
  'measure_value',
  'ts_non_existent_col',
];

const descriptionSchema = { type: 'string', maxLength: 200 } as const;

const numberMetricSchema = {
  type: 'object',
  properties: {
    type: { const: 'number' },
    unit: { type: 'string', minLength: 1, maxLength: 16 },
    minimum: { type: 'number' },
    maximum: { type: 'number' },
    description: descriptionSchema,
  },
  required: ['type', 'unit', 'minimum', 'maximum'],
  additionalProperties: false,
} as const;

const booleanMetricSchema = {
  type: 'object',
  properties: { type: { const: 'boolean' }, description: descriptionSchema },
  required: ['type'],
  additionalProperties: false,
} as const;

/** A string metric is at most 256 characters: all values of one stored record share 2048 bytes. */
const stringMetricSchema = {
  type: 'object',
  properties: {
    type: { const: 'string' },
    maxLength: { type: 'integer', minimum: 1, maximum: 256 },
    description: descriptionSchema,
  },
  required: ['type', 'maxLength'],
  additionalProperties: false,
} as const;

/** A file of `device-types/`: what devices whose id matches `deviceIdPattern` (`*` is any run of characters) may report. */
export const deviceTypeSchema = {
  type: 'object',
  properties: {
    deviceType: { type: 'string', pattern: '^[a-z][a-z0-9-]{0,62}$' },
    description: descriptionSchema,
    deviceIdPattern: {
      type: 'array',
      minItems: 1,
      uniqueItems: true,
      items: { type: 'string', pattern: '^[a-zA-Z0-9:_*-]{1,128}$' },
    },
    metrics: {
      type: 'object',
      minProperties: 1,
      maxProperties: 256,
      propertyNames: { pattern: '^(?!ts_)[a-zA-Z][a-zA-Z0-9_]{0,59}$', not: { enum: reservedNames } },
      additionalProperties: { anyOf: [numberMetricSchema, booleanMetricSchema, stringMetricSchema] },
    },
  },
  required: ['deviceType', 'description', 'deviceIdPattern', 'metrics'],
  additionalProperties: false,
} as const;

export type DeviceType = FromSchema<typeof deviceTypeSchema>;

export type Metric =
  | FromSchema<typeof numberMetricSchema>
  | FromSchema<typeof booleanMetricSchema>
  | FromSchema<typeof stringMetricSchema>;

/**
 * Patterns of the names that appear in topics, keys and payloads, as JSON Schema fragments.
 *
 * A device id is the name of an IoT thing: 1 to 128 of `[a-zA-Z0-9:_-]`
 * (https://docs.aws.amazon.com/iot/latest/apireference/API_CreateThing.html).
 */
export const deviceIdSchema = { type: 'string', pattern: '^[a-zA-Z0-9:_-]{1,128}$' } as const;

/** A fleet is one topic level that we name ourselves. */
export const fleetSchema = { type: 'string', pattern: '^[a-zA-Z0-9_-]{1,64}$' } as const;

/** The execution id of a command follows https://docs.aws.amazon.com/iot/latest/developerguide/iot-remote-command.html */
export const commandIdSchema = { type: 'string', pattern: '^[a-zA-Z0-9_-]{1,64}$' } as const;

/** The name of a command, as the device knows it: `set-fan`. */
export const commandNameSchema = { type: 'string', pattern: '^[a-zA-Z][a-zA-Z0-9_-]{0,63}$' } as const;

/** Parameters of a command, by name. What each means is between the command and the device. */
export const commandParametersSchema = { type: 'object', maxProperties: 64, additionalProperties: true } as const;

/** The name of a rule, a detector or an alarm in its rule set. */
export const ruleNameSchema = { type: 'string', minLength: 1, maxLength: 128 } as const;

/** Who did something: an operator, a tool. */
export const bySchema = { type: 'string', minLength: 1, maxLength: 128 } as const;

/** Milliseconds since 1970-01-01T00:00:00Z, whole. The upper limit is that of an ECMAScript Date. */
export const epochMsSchema = { type: 'integer', minimum: 0, maximum: 8_640_000_000_000_000 } as const;

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_Shard.html */
const shardIdSchema = { type: 'string', pattern: '^[a-zA-Z0-9_.-]{1,128}$' } as const;

/** A Kinesis sequence number: a decimal integer of any length, so it travels as a string. */
const sequenceNumberSchema = { type: 'string', pattern: '^(0|[1-9][0-9]{0,128})$' } as const;

/** Bytes in standard base64, padding included. */
export const base64Schema = { type: 'string', pattern: '^[A-Za-z0-9+/]*={0,2}$' } as const;

/** A topic as the broker reports it: at most 256 bytes of UTF-8 (AWS IoT Core quotas). */
export const topicSchema = { type: 'string', minLength: 1, maxLength: 256 } as const;

/** At most 128 bytes; `n/a` for a message that was not published over MQTT. */
export const clientIdSchema = { type: 'string', maxLength: 128 } as const;

/** Where in a Kinesis stream a record stands. */
export const positionProperties = { shardId: shardIdSchema, sequenceNumber: sequenceNumberSchema } as const;

import type { FromSchema } from 'json-schema-to-ts';

const common = {
  event: { type: 'string', maxLength: 128, description: 'the event of the model that asks for it' },
  lifecycle: { type: 'string', maxLength: 64, description: 'where in the model: onEnter, onInput, onExit' },
  payload: { type: 'string', maxLength: 131_072, description: 'the text to deliver' },
} as const;

const commonRequired = ['type', 'event', 'lifecycle', 'payload'] as const;

const iotTopicPublishSchema = {
  type: 'object',
  properties: {
    type: { const: 'iotTopicPublish' },
    ...common,
    mqttTopic: { type: 'string', minLength: 1, maxLength: 256 },
  },
  required: [...commonRequired, 'mqttTopic'],
  additionalProperties: false,
} as const;

const snsActionSchema = {
  type: 'object',
  properties: { type: { const: 'sns' }, ...common, targetArn: { type: 'string', minLength: 1, maxLength: 2048 } },
  required: [...commonRequired, 'targetArn'],
  additionalProperties: false,
} as const;

const sqsActionSchema = {
  type: 'object',
  properties: {
    type: { const: 'sqs' },
    ...common,
    queueUrl: { type: 'string', minLength: 1, maxLength: 2048 },
    useBase64: { type: 'boolean' },
  },
  required: [...commonRequired, 'queueUrl'],
  additionalProperties: false,
} as const;

const lambdaActionSchema = {
  type: 'object',
  properties: { type: { const: 'lambda' }, ...common, functionArn: { type: 'string', minLength: 1, maxLength: 2048 } },
  required: [...commonRequired, 'functionArn'],
  additionalProperties: false,
} as const;

/**
 * An action of a detector or alarm model that the service carries out, with its parameters and payload evaluated. The names are those of
 * https://docs.aws.amazon.com/iotevents/latest/apireference/API_Action.html
 */
export const detectorActionSchema = {
  anyOf: [iotTopicPublishSchema, snsActionSchema, sqsActionSchema, lambdaActionSchema],
} as const;

export type DetectorAction = FromSchema<typeof detectorActionSchema>;

const intrinsic = {
  type: 'object',
  minProperties: 1,
  maxProperties: 1,
  patternProperties: { '^(Ref|Fn::.+)$': {} },
  additionalProperties: false,
};

const text = { type: 'string', minLength: 1 };
const textOrIntrinsic = { anyOf: [text, intrinsic] };

const steps = (description: string) => ({
  type: 'object',
  description,
  properties: {
    percent: { type: 'integer', minimum: 1, maximum: 99 },
    minutes: { type: 'integer', minimum: 1, maximum: 2880 },
  },
  required: ['percent', 'minutes'],
  additionalProperties: false,
});

const type = {
  anyOf: [
    text,
    {
      type: 'object',
      properties: {
        name: { type: 'string', pattern: '^[a-zA-Z0-9+=,.@_-]{1,100}$' },
        canary: steps('So much at once, the rest after the minutes'),
        linear: steps('So much every so many minutes'),
      },
      minProperties: 1,
      additionalProperties: false,
    },
  ],
};

// https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_TriggerConfig.html; those of instances mean nothing for Lambda.
const triggerEvents = [
  'DeploymentStart',
  'DeploymentSuccess',
  'DeploymentFailure',
  'DeploymentStop',
  'DeploymentRollback',
  'DeploymentReady',
];

const trigger = {
  type: 'object',
  properties: {
    TriggerName: text,
    TriggerEvents: { type: 'array', items: { enum: triggerEvents }, minItems: 1 },
    TriggerTargetArn: textOrIntrinsic,
  },
  required: ['TriggerName', 'TriggerEvents', 'TriggerTargetArn'],
  additionalProperties: false,
};

const alarm = {
  anyOf: [
    text,
    { type: 'object', properties: { name: textOrIntrinsic }, required: ['name'], additionalProperties: false },
  ],
};

const properties = {
  type,
  // https://docs.aws.amazon.com/lambda/latest/api/API_CreateAlias.html#lambda-CreateAlias-request-Name
  alias: { type: 'string', pattern: '^(?!\\d+$)[a-zA-Z0-9_-]{1,128}$' },
  preTrafficHook: textOrIntrinsic,
  postTrafficHook: textOrIntrinsic,
  // Ten alarms, ten triggers a group: https://docs.aws.amazon.com/codedeploy/latest/userguide/limits.html
  alarms: { type: 'array', items: alarm, maxItems: 10 },
  triggers: { type: 'array', items: trigger, maxItems: 10 },
  // A parameter of the command line is text.
  ignoreAlarms: { anyOf: [{ type: 'boolean' }, { enum: ['true', 'false'] }] },
  reports: text,
};

/** Schema of `custom.canary`. */
export const customSchema = {
  properties: {
    canary: {
      type: 'object',
      properties: {
        ...properties,
        references: { type: 'object', additionalProperties: { enum: ['alias', 'function'] } },
      },
      additionalProperties: false,
    },
  },
};

/** Schema of `deploymentSettings` of a function. */
export const functionSchema = {
  properties: {
    deploymentSettings: { anyOf: [{ const: false }, { type: 'object', properties, additionalProperties: false }] },
  },
};

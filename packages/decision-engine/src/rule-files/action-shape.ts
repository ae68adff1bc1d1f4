import { commandNameSchema, commandParametersSchema } from '@signalbox/contracts';
import { exactlyOne } from './shape/constraints.ts';
import { jsonObject } from './shape/json-object.ts';
import { list } from './shape/list.ts';
import { object, optional, required } from './shape/object.ts';
import { duration, text } from './shape/scalars.ts';
import { described } from './shape/shape.ts';

const maxActions = 10;
const maxParameterBytes = 4096;

const command = object({
  name: required(
    described(
      text('a name like set-fan', { maxLength: 64, pattern: commandNameSchema.pattern }),
      'as the device knows it',
    ),
  ),
  parameters: required(
    described(
      jsonObject({ maxProperties: commandParametersSchema.maxProperties, maxBytes: maxParameterBytes }),
      'what the device gets; "${temperature - limit}" alone in its string keeps its type',
    ),
  ),
  expiresAfter: optional(described(duration, 'after this the device no longer begins with it', { examples: ['5m'] })),
});

const notification = object({
  subject: optional(
    described(
      text('a text of 1 to 100 characters', { maxLength: 100 }),
      'may hold ${expressions}; a longer one is cut',
    ),
  ),
  message: required(
    described(
      text('a text of 1 to 4096 characters', { maxLength: 4096 }),
      'may hold ${expressions}: "${deviceId} is hot"',
    ),
  ),
});

const action = object(
  {
    command: optional(described(command, 'sent to the device')),
    notification: optional(described(notification, 'told to people')),
  },
  [exactlyOne('command', 'notification')],
);

export type WrittenAction = NonNullable<ReturnType<typeof action.read>>;

/** What a rule does, in this order. */
export const actions = list(action, { minItems: 1, maxItems: maxActions });

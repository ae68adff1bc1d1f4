import { severities } from '@signalbox/contracts';
import { MAX_TEXT } from '../rule-expression/index.ts';
import { actions } from './action-shape.ts';
import { parameters } from './parameter-shape.ts';
import { schedule } from './schedule-shape.ts';
import { shortOr } from './shape/choice.ts';
import { atLeastOne, exactlyOne, notTogether } from './shape/constraints.ts';
import { list } from './shape/list.ts';
import { object, optional, required } from './shape/object.ts';
import { boolean, duration, integer, oneOf, text } from './shape/scalars.ts';
import { described } from './shape/shape.ts';

/** What a rule is if its file does not say otherwise. */
export const defaults = { severity: 'warning', maxAge: '15m', maxAgeMs: 900_000 } as const;

const expression = text(`an expression of at most ${MAX_TEXT} characters, in quotes if it is a single word`, {
  maxLength: MAX_TEXT,
});

const deviceTypes = list(text('the name of a device type', { maxLength: 63 }), {
  minItems: 1,
  maxItems: 100,
  uniqueItems: true,
});

const repeats = object({
  times: required(described(integer(2, 100), 'so many readings')),
  within: required(described(duration, 'of the time that passes for the device')),
});

const noDataFor = object({
  duration: required(duration),
  tolerance: optional(described(duration, 'it may take so much longer; the more, the fewer writes')),
});

/** A file of rules/, `<name>.yaml`. */
export const ruleShape = object(
  {
    description: optional(described(text('a text of 1 to 500 characters', { maxLength: 500 }), 'for people')),
    deviceTypes: required(described(deviceTypes, 'the types of the devices that it watches', { examples: [['pump']] })),
    severity: optional(described(oneOf(...severities), 'what decisions say of it', { default: defaults.severity })),
    enabled: optional(
      described(boolean, 'false: off for every device until an operator enables it', { default: true }),
    ),
    parameters: optional(described(parameters, 'values that expressions know by name', { examples: [{ limit: 90 }] })),
    when: optional(
      described(expression, 'the condition: true starts it', { examples: ['temperature >= limit && running'] }),
    ),
    noDataFor: optional(
      described(shortOr(duration, noDataFor), 'starts when a device that has reported falls silent for so long'),
    ),
    for: optional(described(duration, 'only when no reading found `when` false for so long', { examples: ['1m'] })),
    repeats: optional(described(repeats, 'only when `when` was true so many times')),
    clear: optional(
      described(expression, 'the condition that ends it; default: `when` is false, for noDataFor: a reading', {
        examples: ['temperature < limit - 10'],
      }),
    ),
    schedule: optional(described(schedule, 'outside of these hours it does not start')),
    cooldown: optional(described(duration, 'at least this from one start to the next', { examples: ['10m'] })),
    maxAge: optional(described(duration, 'a reading older than this takes no part', { default: defaults.maxAge })),
    acknowledge: optional(
      described(boolean, 'true: when its condition is gone it waits for somebody to acknowledge it', {
        default: false,
      }),
    ),
    // biome-ignore lint/suspicious/noThenProperty: what rule files call it; nothing awaits this object
    then: optional(described(actions, 'done when it starts')),
    onClear: optional(described(actions, 'done when its condition is gone')),
  },
  [
    exactlyOne('when', 'noDataFor'),
    atLeastOne('then', 'onClear'),
    notTogether('for', 'repeats', 'readings are either counted or must go on'),
    notTogether('noDataFor', 'for', 'the silence is the wait'),
    notTogether('noDataFor', 'repeats', 'silence is not counted'),
  ],
);

export type WrittenRule = NonNullable<ReturnType<typeof ruleShape.read>>;

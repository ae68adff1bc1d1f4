import {
  atLeastOne,
  duration,
  integer,
  list,
  object,
  oneOf,
  optional,
  required,
  text,
} from '@signalbox/decision-engine/yaml-file';
import { most, percent } from './percent.ts';
import { recordChangeShape } from './record-change-shape.ts';

const atMost = object(
  {
    decisions: optional(integer(1, most)),
    devices: optional(integer(1, most)),
    percent: optional(percent),
    by: optional(duration),
  },
  [atLeastOne('decisions', 'devices', 'percent', 'by')],
);

const change = object({
  rule: required(text('the name of a rule like pump-hot', { maxLength: 64, pattern: '^[a-z][a-z0-9-]*$' })),
  change: required(oneOf('added', 'removed', 'moved', 'changed')),
  ruleSet: optional(
    text('at least the first 12 hexadecimal characters of the hash of a rule set, in quotes', {
      ...{ minLength: 12, maxLength: 64, pattern: '^[0-9a-f]*$' },
    }),
  ),
  atMost: required(atMost),
  reason: required(text('a text that says why', { maxLength: 1000, pattern: '\\S' })),
});

/** What a file of expected changes must be. */
export const expectedChangesShape = object({
  changes: required(list(change, { maxItems: 1000 })),
  records: optional(list(recordChangeShape, { maxItems: 1000 })),
});

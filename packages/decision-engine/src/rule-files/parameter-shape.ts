import { settingNameSchema } from '@signalbox/contracts';
import { shortOr } from './shape/choice.ts';
import { object, optional, required } from './shape/object.ts';
import { record } from './shape/record.ts';
import { scalar, text } from './shape/scalars.ts';
import { described } from './shape/shape.ts';

/** https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-su-create.html, with `{stage}` in it. */
const ssmPattern = '^(/([a-zA-Z0-9_.-]|\\{stage\\})+)+$';

const detailed = object({
  default: required(described(scalar, 'counts where nothing else says otherwise; its type is that of the parameter')),
  ssm: optional(
    described(
      text('the name of a parameter like /signalbox/{stage}/pump/limit', { maxLength: 1000, pattern: ssmPattern }),
      'an SSM parameter that is read when the rules are deployed; {stage} is the stage',
    ),
  ),
  setting: optional(
    described(
      text('a name like temperature-limit', { maxLength: 64, pattern: settingNameSchema.pattern }),
      'the device setting that takes its place for a device that has it',
    ),
  ),
});

/** Values that expressions know by name. */
export const parameters = record(shortOr(scalar, detailed), {
  names: { pattern: '^[a-zA-Z][a-zA-Z0-9_]{0,59}$', wanted: 'a name of letters, digits and _, like temperatureLimit' },
  maxProperties: 50,
});

export type WrittenParameter = NonNullable<ReturnType<typeof parameters.read>>[string];

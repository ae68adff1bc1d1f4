import { type Shape, shown } from '@signalbox/decision-engine/yaml-file';

/** What a bound may be at most. */
export const most = 1_000_000;

/** A number above 0. */
export const percent: Shape<number> = {
  schema: { type: 'number', exclusiveMinimum: 0, maximum: most },
  read: (value, path, report) => {
    if (typeof value === 'number' && value > 0 && value <= most) return value;
    return void report(path, `is ${shown(value)}, must be a number above 0 and up to ${most}`);
  },
};

import type { Scalar } from '../../json.ts';
import { durationPattern, parseDuration } from '../duration.ts';
import { type JsonSchema, type Shape, shown } from './shape.ts';

/** A value that `accept` turns into what it means, or into undefined. */
const leaf = <T>(schema: JsonSchema, wanted: string, accept: (value: unknown) => T | undefined): Shape<T> => ({
  schema,
  read: (value, path, report) => {
    const accepted = accept(value);
    if (accepted === undefined) report(path, `is ${shown(value)}, must be ${wanted}`);
    return accepted;
  },
});

export interface TextLimits {
  readonly minLength?: number;
  readonly maxLength: number;
  readonly pattern?: string;
}

/** @param wanted what it must be, for people: `a name like set-fan` */
export const text = (wanted: string, limits: TextLimits): Shape<string> => {
  const { minLength = 1, maxLength, pattern } = limits;
  const matches = pattern === undefined ? undefined : new RegExp(pattern, 'u');
  return leaf({ type: 'string', minLength, ...limits }, wanted, (value) => {
    if (typeof value !== 'string') return undefined;
    // JSON Schema counts code points.
    const { length } = [...value];
    return length >= minLength && length <= maxLength && (matches?.test(value) ?? true) ? value : undefined;
  });
};

export const boolean: Shape<boolean> = leaf({ type: 'boolean' }, 'true or false', (value) =>
  typeof value === 'boolean' ? value : undefined,
);

export const integer = (minimum: number, maximum: number): Shape<number> =>
  leaf({ type: 'integer', minimum, maximum }, `a whole number from ${minimum} to ${maximum}`, (value) =>
    Number.isInteger(value) && Number(value) >= minimum && Number(value) <= maximum ? Number(value) : undefined,
  );

/** Milliseconds of a duration like `30s`, `15m`, `24h` or `7d`. */
export const duration: Shape<number> = leaf(
  { type: 'string', pattern: durationPattern },
  'a duration like 30s, 15m, 24h or 7d',
  parseDuration,
);

/** A number, a boolean or a string. */
export const scalar: Shape<Scalar> = leaf(
  { type: ['number', 'boolean', 'string'], maxLength: 256 },
  'a number, true, false or a text of at most 256 characters',
  (value) => {
    if (typeof value === 'string') return [...value].length <= 256 ? value : undefined;
    return typeof value === 'boolean' || Number.isFinite(value) ? (value as number | boolean) : undefined;
  },
);

export const oneOf = <T extends string>(...values: readonly T[]): Shape<T> =>
  leaf({ enum: values }, `one of ${values.join(', ')}`, (value) => values.find((each) => each === value));

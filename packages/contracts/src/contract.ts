import { describeErrors, type Validator } from './validator.ts';

/** The outcome of holding a value against a schema; `detail` is for people. */
export type Checked<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly detail: string };

/** A message: its JSON Schema, and the check that was compiled from it. */
export interface Contract<T> {
  readonly name: string;
  readonly schema: object;
  readonly check: (value: unknown) => Checked<T>;
}

/** A contract whose check is one compiled validator. `T` is the type of `schema`. */
export const contract = <T>(name: string, schema: object, validate: Validator): Contract<T> => ({
  name,
  schema,
  check: (value) =>
    validate(value) ? { ok: true, value: value as T } : { ok: false, detail: describeErrors(validate.errors) },
});

/**
 * A contract for one of several shapes, told apart by `select`. The complaint is then about the shape that was meant,
 * not about every shape that it is not.
 */
export const union = <T>(
  name: string,
  schema: object,
  select: (value: Readonly<Record<string, unknown>>) => Contract<T>,
): Contract<T> => ({
  name,
  schema,
  check: (value) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? select(value as Record<string, unknown>).check(value)
      : { ok: false, detail: 'value must be object' },
});

/** AWS IoT Events' four types: Integer is a bigint (of 64 bits, see integer.ts), Decimal a finite number. */
export type Scalar = bigint | number | string | boolean;

/** What inputs hold. Only scalars take part in operations; of the rest an expression reads members. */
export type Value = Scalar | null | readonly Value[] | { readonly [name: string]: Value };

/**
 * The evaluation failed: types that do not go together, a `convert` that is not possible, a division by zero. It makes the
 * whole expression around it invalid: a condition then counts as false, an action's parameter is an error.
 */
export class Invalid {
  /** In words, for logs. */
  readonly reason: string;

  constructor(reason: string) {
    this.reason = reason;
  }
}

/** `undefined`: data that is not there, which is no failure by itself. */
export type Outcome = Value | undefined | Invalid;

export function isScalar(value: unknown): value is Scalar {
  return typeof value === 'boolean' || typeof value === 'string' || isNumeric(value);
}

export function isNumeric(value: unknown): value is bigint | number {
  return typeof value === 'number' || typeof value === 'bigint';
}

/** Undefined or null: outside of `==`, `!=`, isNull and isUndefined, null is no data either. */
export function isAbsent(value: unknown): value is undefined | null {
  return value === undefined || value === null;
}

/** The type as AWS's messages name it. */
export function typeName(value: Value | undefined): string {
  if (value === undefined) return 'undefined';
  if (value === null) return 'null';
  if (typeof value === 'bigint') return 'Integer';
  if (typeof value === 'number') return 'Decimal';
  if (typeof value === 'string') return 'String';
  if (typeof value === 'boolean') return 'Boolean';
  return Array.isArray(value) ? 'Array' : 'Object';
}

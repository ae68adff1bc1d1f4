import { toNumber } from './conversions.ts';
import { decimalFromText, partsOf } from './exact-number.ts';
import type { SqlNumber, SqlValue } from './sql-value.ts';

/** The argument of a function of double precision: numbers and numeric strings. */
export function toDouble(value: SqlValue): number | undefined {
  const number = toNumber(value);
  return number === undefined ? undefined : doubleOf(number);
}

function doubleOf(number: SqlNumber): number {
  if (typeof number === 'number') return number;
  const { unscaled, scale } = partsOf(number);
  return Number(`${unscaled}e${-scale}`);
}

/** "Decimal (with double precision)". What is not a real number is Undefined. */
export function fromDouble(value: number): SqlNumber | undefined {
  if (!Number.isFinite(value)) return undefined;
  if (!Number.isInteger(value) && Math.abs(value) >= 1e-6) return value;
  return decimalFromText(String(value));
}

import { toNumber } from './conversions.ts';
import { partsOf } from './exact-number.ts';
import { round } from './rounding.ts';
import type { SqlNumber, SqlValue } from './sql-value.ts';

/**
 * "To Int" as the functions' tables say it: numbers and numeric strings rounded down to the nearest Int (`floor(-1.2)` is -2, so
 * down is towards minus infinity). Undefined for the rest and outside 34 digits.
 */
export function toInt(value: SqlValue): SqlNumber | undefined {
  const number = toNumber(value);
  return number === undefined ? undefined : round(number, 'floor');
}

/** For the functions on bits. */
export function toBigInt(value: SqlValue): bigint | undefined {
  const int = toInt(value);
  if (int === undefined) return undefined;
  if (typeof int === 'number') return BigInt(int);
  const { unscaled, scale } = partsOf(int);
  return unscaled * 10n ** BigInt(-scale);
}

/** A position in a string or an array, of any magnitude: who asks clamps it. */
export function toIndex(value: SqlValue): number | undefined {
  const number = toNumber(value);
  if (number === undefined) return undefined;
  if (typeof number === 'number') return Math.floor(number);
  const { unscaled, scale } = partsOf(number);
  return Math.floor(Number(`${unscaled}e${-scale}`));
}

import { toNumber } from './conversions.ts';
import { partsOf } from './exact-number.ts';
import { isNumber, isObject, type SqlNumber, type SqlObject, type SqlValue } from './sql-value.ts';

/** `=`: never coerces; any comparison with Undefined is Undefined; mismatched types are not equal. */
export function equals(left: SqlValue, right: SqlValue): boolean | undefined {
  return left === undefined || right === undefined ? undefined : isSame(left, right);
}

/** `<`, `<=`, `>`, `>=`: negative, zero or positive; undefined unless both sides are numbers or numeric strings. */
export function order(left: SqlValue, right: SqlValue): number | undefined {
  const a = toNumber(left);
  const b = toNumber(right);
  return a === undefined || b === undefined ? undefined : compareNumbers(a, b);
}

function compareNumbers(left: SqlNumber, right: SqlNumber): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  const a = partsOf(left);
  const b = partsOf(right);
  const scale = Math.max(a.scale, b.scale);
  const difference = a.unscaled * 10n ** BigInt(scale - a.scale) - b.unscaled * 10n ** BigInt(scale - b.scale);
  if (difference === 0n) return 0;
  return difference < 0n ? -1 : 1;
}

function isSame(left: SqlValue, right: SqlValue): boolean {
  if (isNumber(left)) return isNumber(right) && compareNumbers(left, right) === 0;
  if (Array.isArray(left)) {
    return Array.isArray(right) && left.length === right.length && left.every((item, i) => isSame(item, right[i]));
  }
  if (isObject(left)) return isObject(right) && isSameObject(left, right);
  return left === right;
}

function isSameObject(left: SqlObject, right: SqlObject): boolean {
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  return keys.every((key) => Object.hasOwn(right, key) && isSame(left[key], right[key]));
}

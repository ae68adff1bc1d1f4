import { ExactNumber } from './exact-number.ts';
import type { SqlValue } from './sql-value.ts';
import type { SqlVersion } from './sql-version.ts';

/** Compact JSON as a rule emits it. Undefined by itself is the empty string ("Data types"). */
export function outputJson(value: SqlValue, version: SqlVersion): string {
  if (version === '2015-10-08') return JSON.stringify(value, keepDecimalPoint) ?? '';
  return JSON.stringify(value) ?? '';
}

/** Called with the object that holds the key: `value` has been through toJSON already. */
function keepDecimalPoint(this: Record<string, unknown>, key: string, value: unknown): unknown {
  const original = this[key];
  return original instanceof ExactNumber ? original.toDecimalJson() : value;
}

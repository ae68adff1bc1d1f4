import { decimalFromText, spell } from './exact-number.ts';
import { outputJson } from './output-json.ts';
import { isNumber, type SqlNumber, type SqlValue } from './sql-value.ts';

/** What the developer guide's "Conversions" parses as a Decimal: no leading plus, no plus in the exponent. */
const DECIMAL_TEXT = /^-?\d+(?:\.\d+)?(?:[eE]-?\d+)?$/;

/** "To Decimal". An Int stays an Int; what a string says is a Decimal. */
export function toNumber(value: SqlValue): SqlNumber | undefined {
  if (isNumber(value)) return value;
  if (typeof value !== 'string' || !DECIMAL_TEXT.test(value)) return undefined;
  return decimalFromText(value);
}

/** "To Boolean": numbers are not booleans. */
export function toBoolean(value: SqlValue): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string') return undefined;
  const lower = value.toLowerCase();
  if (lower === 'true') return true;
  return lower === 'false' ? false : undefined;
}

/** "To String": Null and Undefined are Undefined, arrays and objects their JSON. */
export function toText(value: SqlValue): string | undefined {
  if (typeof value === 'string') return value;
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'boolean') return String(value);
  if (isNumber(value)) return typeof value === 'number' ? String(value).toUpperCase() : spell(value.parts);
  return outputJson(value, '2016-03-23');
}

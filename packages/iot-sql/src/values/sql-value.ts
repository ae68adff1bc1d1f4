import { ExactNumber } from './exact-number.ts';

/**
 * A value of the language. `undefined` is Undefined, which is not Null. A safe integer `number` is an Int, a `number`
 * with a fraction is a Decimal; a number that JavaScript cannot tell apart or hold is an ExactNumber.
 */
export type SqlValue = undefined | null | boolean | string | number | ExactNumber | SqlValue[] | SqlObject;
export type SqlObject = { [key: string]: SqlValue };
export type SqlNumber = number | ExactNumber;

export type SqlType = 'Undefined' | 'Null' | 'Boolean' | 'String' | 'Int' | 'Decimal' | 'Array' | 'Object';

export function typeOf(value: SqlValue): SqlType {
  switch (typeof value) {
    case 'undefined':
      return 'Undefined';
    case 'boolean':
      return 'Boolean';
    case 'string':
      return 'String';
    case 'number':
      return Number.isInteger(value) ? 'Int' : 'Decimal';
    default:
      if (value === null) return 'Null';
      if (value instanceof ExactNumber) return value.kind;
      return Array.isArray(value) ? 'Array' : 'Object';
  }
}

export function isNumber(value: SqlValue): value is SqlNumber {
  return typeof value === 'number' || value instanceof ExactNumber;
}

/** The value of an own key; Undefined for anything but an object. */
export function memberOf(value: SqlValue, name: string): SqlValue {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

export function isObject(value: SqlValue): value is SqlObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber);
}

import { toIndex } from '../../values/integers.ts';
import { isObject, type SqlValue } from '../../values/sql-value.ts';
import type { SqlFunction } from '../sql-function.ts';

/**
 * An item of an array, a character of a string (both 0-based), a value of an object. Undefined out of bounds. The guide has had
 * `get("abc", 1)` = "b" and = "a"; its table and its other example count from 0.
 */
export const get: SqlFunction = {
  name: 'get',
  arity: [2, 2],
  compile: ({ args: [collection, key] }) => {
    return (message) => valueIn(collection?.(message), key?.(message));
  },
};

function valueIn(collection: SqlValue, key: SqlValue): SqlValue {
  if (isObject(collection)) {
    return typeof key === 'string' && Object.hasOwn(collection, key) ? collection[key] : undefined;
  }
  if (!Array.isArray(collection) && typeof collection !== 'string') return undefined;
  const index = toIndex(key);
  return index === undefined ? undefined : collection[index];
}

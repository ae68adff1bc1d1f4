import { toText } from '../../values/conversions.ts';
import { toIndex } from '../../values/integers.ts';
import type { SqlFunction } from '../sql-function.ts';

/**
 * `substring(text, from)` and `substring(text, from, to)`: 0-based, `to` exclusive, both held within the string; empty when `from` is
 * not before `to`.
 */
export const substring: SqlFunction = {
  name: 'substring',
  arity: [2, 3],
  compile: ({ args: [argument, from, to] }) => {
    return (message) => {
      const text = toText(argument?.(message));
      const start = toIndex(from?.(message));
      const end = to === undefined ? text?.length : toIndex(to(message));
      if (text === undefined || start === undefined || end === undefined) return undefined;
      return text.slice(Math.max(start, 0), Math.max(end, 0));
    };
  },
};

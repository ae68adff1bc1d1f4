import { toIndex } from '../../values/integers.ts';
import type { SqlFunction } from '../sql-function.ts';

const LAST_OF_ASCII = 127;

/** The ASCII character of a number, rounded down; Undefined where ASCII has none. */
export const chr: SqlFunction = {
  name: 'chr',
  arity: [1, 1],
  compile: ({ args: [argument] }) => {
    return (message) => {
      const code = toIndex(argument?.(message));
      return code === undefined || code < 0 || code > LAST_OF_ASCII ? undefined : String.fromCharCode(code);
    };
  },
};

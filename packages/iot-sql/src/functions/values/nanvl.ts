import type { SqlFunction } from '../sql-function.ts';

/** The first argument, or the second where that is Undefined or Null. (Not a number has no value here: it is Undefined.) */
export const nanvl: SqlFunction = {
  name: 'nanvl',
  arity: [2, 2],
  compile: ({ args: [value, otherwise] }) => {
    return (message) => value?.(message) ?? otherwise?.(message);
  },
};

import type { SqlFunction } from '../sql-function.ts';

/** Whether the argument is Null. Undefined is not. */
export const isnull: SqlFunction = {
  name: 'isnull',
  arity: [1, 1],
  compile: ({ args: [argument] }) => {
    return (message) => argument?.(message) === null;
  },
};

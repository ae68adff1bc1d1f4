import type { SqlFunction } from '../sql-function.ts';

/** Whether the argument is Undefined. Null is not. */
export const isundefined: SqlFunction = {
  name: 'isundefined',
  arity: [1, 1],
  since2016: true,
  compile: ({ args: [argument] }) => {
    return (message) => argument?.(message) === undefined;
  },
};

import type { SqlFunction } from '../sql-function.ts';

/** The SQL version of the rule. */
export const sqlVersion: SqlFunction = {
  name: 'sql_version',
  arity: [0, 0],
  compile: ({ context: { version } }) => {
    return () => version;
  },
};

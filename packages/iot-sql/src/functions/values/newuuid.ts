import type { SqlFunction } from '../sql-function.ts';

/** A random UUID. */
export const newuuid: SqlFunction = {
  name: 'newuuid',
  arity: [0, 0],
  compile: ({ context }) => {
    return () => context.random.uuid();
  },
};

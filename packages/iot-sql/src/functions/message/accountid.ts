import type { SqlFunction } from '../sql-function.ts';

/** The id of the account that owns the rule; Undefined where nobody told. */
export const accountid: SqlFunction = {
  name: 'accountid',
  arity: [0, 0],
  compile: () => (message) => message.accountId,
};

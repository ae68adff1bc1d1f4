import type { SqlFunction } from '../sql-function.ts';

/** What the device authenticated with: a certificate's thumbprint, `<role id>:<session>` or a user id. */
export const principal: SqlFunction = {
  name: 'principal',
  arity: [0, 0],
  compile: () => (message) => message.principal,
};

import type { SqlFunction } from '../sql-function.ts';

/** The address of the device, or of the router between. */
export const sourceip: SqlFunction = {
  name: 'sourceip',
  arity: [0, 0],
  since2016: true,
  compile: () => (message) => message.sourceIp,
};

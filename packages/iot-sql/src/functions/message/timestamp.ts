import type { SqlFunction } from '../sql-function.ts';

/** Epoch milliseconds at which the service received the message. */
export const timestamp: SqlFunction = {
  name: 'timestamp',
  arity: [0, 0],
  compile: () => (message) => message.receivedAt,
};

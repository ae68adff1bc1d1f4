import type { SqlFunction } from '../sql-function.ts';

/** The MQTT client id, "n/a" when the message did not come over MQTT. */
export const clientid: SqlFunction = {
  name: 'clientid',
  arity: [0, 0],
  compile: () => (message) => message.clientId ?? 'n/a',
};

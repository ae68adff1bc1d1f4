import type { SqlFunction } from '../sql-function.ts';

/** The trace id (UUID) of the MQTT message; Undefined if it did not come over MQTT. */
export const traceid: SqlFunction = {
  name: 'traceid',
  arity: [0, 0],
  compile: () => (message) => message.traceId,
};

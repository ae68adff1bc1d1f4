import { setKey } from '../../values/set-key.ts';
import type { SqlObject, SqlValue } from '../../values/sql-value.ts';
import type { SqlFunction } from '../sql-function.ts';

/**
 * `get_user_properties(key)` is an array of the values that the MQTT 5 user property has, Undefined for none;
 * `get_user_properties()` an array with an object for every one.
 */
export const getUserProperties: SqlFunction = {
  name: 'get_user_properties',
  arity: [0, 1],
  since2016: true,
  compile: ({ args: [key] }) => {
    if (key === undefined) return ({ mqttProperties }) => asObjects(mqttProperties?.userProperties ?? []);
    return (message) => {
      const wanted = key(message);
      const pairs = (message.mqttProperties?.userProperties ?? []).filter(([name]) => name === wanted);
      return pairs.length === 0 ? undefined : pairs.map(([, value]) => value);
    };
  },
};

function asObjects(pairs: readonly (readonly [string, string])[]): SqlValue {
  return pairs.map(([key, value]) => {
    const object: SqlObject = {};
    setKey(object, key, value);
    return object;
  });
}

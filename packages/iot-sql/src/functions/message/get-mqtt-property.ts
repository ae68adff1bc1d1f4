import type { Message } from '../../message.ts';
import type { SqlValue } from '../../values/sql-value.ts';
import type { SqlFunction } from '../sql-function.ts';

const PROPERTIES = new Map<SqlValue, (message: Message) => string | undefined>([
  ['content_type', ({ mqttProperties }) => mqttProperties?.contentType],
  ['format_indicator', ({ mqttProperties }) => mqttProperties?.payloadFormatIndicator ?? 'UNSPECIFIED_BYTES'],
  ['response_topic', ({ mqttProperties }) => mqttProperties?.responseTopic],
  ['correlation_data', ({ mqttProperties }) => mqttProperties?.correlationData],
]);

/** A header of MQTT 5 by the name that the guide gives it; Undefined for one that is not there, and for other names. */
export const getMqttProperty: SqlFunction = {
  name: 'get_mqtt_property',
  arity: [1, 1],
  since2016: true,
  compile: ({ args: [name] }) => {
    return (message) => PROPERTIES.get(name?.(message))?.(message);
  },
};

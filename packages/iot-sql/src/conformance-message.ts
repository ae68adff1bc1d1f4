import { Message } from './message.ts';
import type { MqttProperties } from './mqtt-properties.ts';

/** What functions such as `clientid()` return for a case. */
export type ConformanceContext = {
  clientId?: string;
  /** "n/a" to `clientid()` unless it starts with MQTT; left out means MQTT. */
  protocol?: string;
  accountId?: string;
  principal?: string;
  sourceIp?: string;
  traceId?: string;
  /** Epoch milliseconds. */
  timestamp?: number;
  ruleName?: string;
  mqttProperties?: MqttProperties;
};

export function conformanceMessage(topic: string, payload: Uint8Array, context: ConformanceContext = {}): Message {
  const { clientId, traceId, protocol, timestamp, accountId, principal, sourceIp, mqttProperties } = context;
  const isMqtt = protocol === undefined || protocol.toUpperCase().startsWith('MQTT');
  return new Message({
    topic,
    payload,
    clientId: isMqtt ? clientId : undefined,
    traceId: isMqtt ? traceId : undefined,
    receivedAt: timestamp ?? 0,
    accountId,
    principal,
    sourceIp,
    mqttProperties,
  });
}

import type { MqttProperties } from '@signalbox/iot-sql';

/** Who published a message, as far as it is known. */
export interface Source {
  /** As `principal()` gives it: `<role id>:<session>` or a user id; `anonymous` for a connection that showed none. */
  readonly principal?: string | undefined;
  readonly sourceIp: string;
}

/** A message on its way through the broker. */
export interface BrokerMessage {
  readonly topic: string;
  readonly payload: Buffer;
  readonly qos: 0 | 1;
  readonly retain: boolean;
  /** The MQTT client that published it; undefined over HTTP, from rules and from the service itself. */
  readonly clientId?: string | undefined;
  /** Undefined for messages from rules and from the service itself. */
  readonly source?: Source | undefined;
  /** Of the request over HTTP that brought it; the rules engine gives one to a message without. */
  readonly traceId?: string | undefined;
  /** Epoch ms after which it is not delivered from a queue any more. */
  readonly expiresAt?: number | undefined;
  /** Of MQTT 5; subscribers of 3.1.1 do not see them. */
  readonly userProperties?: readonly Readonly<Record<string, string>>[] | undefined;
  /** Of MQTT 5 likewise. */
  readonly mqttProperties?: Omit<MqttProperties, 'userProperties'> | undefined;
  /** How many rules republished it on the way here. */
  readonly republished?: number;
}

export type ProtocolName = 'MQTT' | 'HTTP';

/** A message on its way through the broker. */
export interface BrokerMessage {
  readonly topic: string;
  readonly payload: Buffer;
  readonly qos: 0 | 1;
  readonly retain: boolean;
  /** The MQTT client that published it; undefined over HTTP, from rules and from the service itself. */
  readonly clientId?: string | undefined;
  /** Epoch ms after which it is not delivered from a queue any more. */
  readonly expiresAt?: number | undefined;
  /** Of MQTT 5; subscribers of 3.1.1 do not see them. */
  readonly userProperties?: readonly Readonly<Record<string, string>>[] | undefined;
  /** How many rules republished it on the way here. */
  readonly republished?: number;
}

export type ProtocolName = 'MQTT' | 'HTTP';

export interface IotPort {
  /** Publishes as the data plane does; rules see it. Resolves when the rules' durable actions are done. */
  publish(
    topic: string,
    payload: Uint8Array,
    options?: { readonly qos?: 0 | 1; readonly retain?: boolean; readonly messageExpirySeconds?: number },
  ): Promise<void>;
  /** `host:port` of the MQTT listener. */
  mqttAddress(): string;
}

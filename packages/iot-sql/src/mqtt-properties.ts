/** The headers of an MQTT 5 PUBLISH that rules can read. */
export type MqttProperties = {
  contentType?: string | undefined;
  /** Left out means UNSPECIFIED_BYTES. */
  payloadFormatIndicator?: 'UNSPECIFIED_BYTES' | 'UTF8_DATA' | undefined;
  responseTopic?: string | undefined;
  /** In base64. */
  correlationData?: string | undefined;
  /** In their order; a key may come again. */
  userProperties?: readonly (readonly [key: string, value: string])[] | undefined;
};

import { telemetryMessage, telemetryTopic } from '@signalbox/contracts';

/** A message as it was seen on the broker. */
export interface SeenMessage {
  readonly topic: string;
  readonly payload: Buffer;
  /** Epoch ms. */
  readonly seenAt: number;
}

const parse = (payload: Buffer): unknown => {
  try {
    return JSON.parse(payload.toString());
  } catch {
    return undefined;
  }
};

const metricsText = (metrics: Readonly<Record<string, unknown>>): string =>
  Object.entries(metrics)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');

/** One line for people: who, and what. What is no telemetry by the contract is shown as it came. */
export const messageText = ({ topic, payload, seenAt }: SeenMessage): string => {
  const device = telemetryTopic.parse(topic);
  const time = new Date(seenAt).toISOString().slice(11, 23);
  const who = device === undefined ? topic : `${device.fleet}/${device.deviceId}`;
  const checked = telemetryMessage.check(parse(payload));
  if (!checked.ok)
    return `${time}  ${who}  not telemetry, ${payload.length} bytes: ${payload.toString().slice(0, 120)}`;
  const message = checked.value;
  if (!('readings' in message)) return `${time}  ${who}  ${metricsText(message.metrics)}`;
  const last = message.readings.at(-1)?.metrics ?? {};
  return `${time}  ${who}  ${message.readings.length} readings, the last: ${metricsText(last)}`;
};

/** One NDJSON object: `message` if the payload is JSON, the bytes as `payloadBase64` if not. */
export const messageJson = ({ topic, payload, seenAt }: SeenMessage): string => {
  const message = parse(payload);
  const content = message === undefined ? { payloadBase64: payload.toString('base64') } : { message };
  return JSON.stringify({ seenAt, topic, ...content });
};

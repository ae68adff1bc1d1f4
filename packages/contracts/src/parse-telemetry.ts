import { deviceTypeOf, deviceTypes } from './device-types.ts';
import { parseJson } from './parse-json.ts';
import { parseReading, type Reading } from './parse-reading.ts';
import { accept, type Parsed, type Rejection, reject } from './rejection.ts';
import type { DeviceType } from './schemas/device-type.ts';
import type { TelemetryRecord } from './schemas/stream-record.ts';
import type { TelemetryMessage } from './schemas/telemetry.ts';
import { telemetryMessage } from './telemetry.ts';
import { telemetryTopic } from './topics.ts';

/** 128 KB, the most that AWS IoT Core takes (https://docs.aws.amazon.com/general/latest/gr/iot-core.html). */
export const MAX_PAYLOAD_BYTES = 131_072;

/** A message of a known device. Every reading of it is either in `readings` or in `rejected`. */
export interface Telemetry {
  readonly fleet: string;
  readonly deviceId: string;
  readonly deviceType: DeviceType;
  readonly clientId: string;
  /** Epoch ms, from the topic rule. */
  readonly receivedAt: number;
  readonly readings: readonly Reading[];
  readonly rejected: readonly (Rejection & { readonly index: number })[];
}

export interface TelemetryLimits {
  /** A reading taken longer than this before it was received is refused. Default: none is too old. */
  readonly maxAgeMs?: number;
  /** Default: the declared ones. */
  readonly types?: readonly DeviceType[];
}

const parseMessage = (payload: string): Parsed<TelemetryMessage> => {
  const bytes = Buffer.from(payload, 'base64');
  if (bytes.length === 0) return reject('EMPTY_PAYLOAD', 'the message has no payload');
  if (bytes.length > MAX_PAYLOAD_BYTES) {
    return reject('PAYLOAD_TOO_LARGE', `${bytes.length} bytes are more than ${MAX_PAYLOAD_BYTES}`);
  }
  const json = parseJson(bytes);
  if (!json.ok) return json;
  const checked = telemetryMessage.check(json.value);
  return checked.ok ? accept(checked.value) : reject('INVALID_SHAPE', checked.detail);
};

/**
 * Reads a device's message out of its stream record. The topic says who the device is, and the record says when it was
 * received; nothing in the payload can change either. Of a replayed record only the reading that it is about is read.
 *
 * Refuses the message with INVALID_TOPIC, UNKNOWN_DEVICE_TYPE, EMPTY_PAYLOAD, PAYLOAD_TOO_LARGE, NOT_JSON or
 * INVALID_SHAPE; single readings (`rejected`) with what {@link parseReading} gives.
 */
export const parseTelemetry = (record: TelemetryRecord, limits: TelemetryLimits = {}): Parsed<Telemetry> => {
  const device = telemetryTopic.parse(record.topic);
  if (!device) return reject('INVALID_TOPIC', `${record.topic} is not ${telemetryTopic.template}`);
  const deviceType = deviceTypeOf(device.deviceId, limits.types ?? deviceTypes);
  if (!deviceType) return reject('UNKNOWN_DEVICE_TYPE', `no device type is declared for ${device.deviceId}`);
  const message = parseMessage(record.payload);
  if (!message.ok) return message;

  const { clientId, receivedAt } = record;
  const readings: Reading[] = [];
  const rejected: (Rejection & { index: number })[] = [];
  const all = 'readings' in message.value ? message.value.readings : [message.value];
  for (const [index, reading] of all.entries()) {
    if (record.replay?.reading !== undefined && record.replay.reading !== index) continue;
    const parsed = parseReading(reading, index, { deviceType, receivedAt, maxAgeMs: limits.maxAgeMs });
    if (parsed.ok) readings.push(parsed.value);
    else rejected.push({ ...parsed.rejection, index });
  }
  return accept({ ...device, deviceType, clientId, receivedAt, readings, rejected });
};

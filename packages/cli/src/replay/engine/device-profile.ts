import type { DeviceType } from '@signalbox/contracts';
import { ascii } from '../lines/byte-class.ts';

/** A metric of a device type, ready to be recognised in the bytes of a payload. */
export interface MetricProfile {
  readonly name: string;
  /** Its place in the type, which has at most 256. */
  readonly place: number;
  /** The name and the quote that ends it. */
  readonly bytes: Uint8Array;
  readonly type: 'number' | 'boolean' | 'string';
  readonly minimum: number;
  readonly maximum: number;
  readonly maxLength: number;
}

export interface DeviceProfile {
  readonly deviceType: string;
  readonly metrics: readonly MetricProfile[];
}

const profiles = new WeakMap<DeviceType, DeviceProfile>();

const profileFrom = ({ deviceType, metrics }: DeviceType): DeviceProfile => ({
  deviceType,
  metrics: Object.entries(metrics).map(([name, metric], place) => ({
    ...{ name, place },
    bytes: ascii(`${name}"`),
    type: metric.type,
    minimum: metric.type === 'number' ? metric.minimum : 0,
    maximum: metric.type === 'number' ? metric.maximum : 0,
    maxLength: metric.type === 'string' ? metric.maxLength : 0,
  })),
});

export const profileOf = (deviceType: DeviceType): DeviceProfile => {
  const profile = profiles.get(deviceType) ?? profileFrom(deviceType);
  profiles.set(deviceType, profile);
  return profile;
};

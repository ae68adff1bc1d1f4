import { deviceTypes } from '../generated/device-types.js';
import { globMatcher } from './glob.ts';
import type { DeviceType } from './schemas/device-type.ts';

export { deviceTypes };

const matchers = new WeakMap<DeviceType, readonly ((deviceId: string) => boolean)[]>();

const matchersOf = (deviceType: DeviceType) => {
  const known = matchers.get(deviceType) ?? deviceType.deviceIdPattern.map(globMatcher);
  matchers.set(deviceType, known);
  return known;
};

/** The type whose `deviceIdPattern` matches the device's id; the build refuses types that overlap. */
export const deviceTypeOf = (deviceId: string, types: readonly DeviceType[] = deviceTypes): DeviceType | undefined =>
  types.find((deviceType) => matchersOf(deviceType).some((matches) => matches(deviceId)));

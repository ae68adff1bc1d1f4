import { deviceTypes } from '../generated/device-types.js';
import { globMatches } from './glob.ts';
import type { DeviceType } from './schemas/device-type.ts';

export { deviceTypes };

/** The type whose `deviceIdPattern` matches the device's id; the build refuses types that overlap. */
export const deviceTypeOf = (deviceId: string, types: readonly DeviceType[] = deviceTypes): DeviceType | undefined =>
  types.find(({ deviceIdPattern }) => deviceIdPattern.some((pattern) => globMatches(pattern, deviceId)));

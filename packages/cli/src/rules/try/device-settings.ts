import type { Scalar } from '@signalbox/decision-engine';
import { openDeviceStates } from '../../alarms/device-states.ts';
import type { Target } from '../../target/target.ts';

export type DeviceSettings = ReadonlyMap<string, Readonly<Record<string, Scalar>>>;

/** What devices are set to already: those records lie far behind on the stream, if they are there at all. */
export const readDeviceSettings = async (target: Target, device: string | undefined): Promise<DeviceSettings> => {
  const states = openDeviceStates(target);
  const found = new Map<string, Readonly<Record<string, Scalar>>>();
  for await (const page of states.read(device)) {
    for (const { deviceId, state } of page) if (state?.settings !== undefined) found.set(deviceId, state.settings);
  }
  states.close();
  return found;
};

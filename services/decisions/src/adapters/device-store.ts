import type { DeviceStore } from '../ports.ts';
import { type Attributes, fitsAnItem, fromAttributes, toAttributes } from './device-item-attributes.ts';

/**
 * Device items as the table has them. Probes of a function record and answer at this level: what one version of the function
 * has written is what another must read, so how it is stored counts too.
 */
export interface DeviceItems {
  /** Reads strongly consistently. */
  readonly getItem: (deviceId: string) => Promise<Attributes | undefined>;
  /** Writes an item if the stored one still is the `version` before it (none, for version 1). */
  readonly putItem: (item: Attributes) => Promise<'saved' | 'conflict'>;
}

/** Devices, stored as items. */
export const deviceStore = ({ getItem, putItem }: DeviceItems): DeviceStore => ({
  load: async (deviceId) => {
    const attributes = await getItem(deviceId);
    return attributes ? fromAttributes(attributes) : undefined;
  },
  save: async (item) => {
    const attributes = toAttributes(item);
    return fitsAnItem(attributes) ? putItem(attributes) : 'tooLarge';
  },
});

import { type DeviceType, deviceTypeOf, telemetryTopic } from '@signalbox/contracts';
import { type DeviceState, initialState } from '@signalbox/decision-engine';
import type { Device } from './device.ts';
import { type DeviceProfile, profileOf } from './device-profile.ts';

/** A topic that was met: whose it is. */
export interface KnownTopic {
  readonly fleet: string;
  readonly device: Device;
  readonly profile: DeviceProfile;
}

interface Slot {
  readonly hash: number;
  readonly topic: Uint8Array;
  /** Undefined: messages on it are refused. */
  readonly known: KnownTopic | undefined;
}

const isTopic = (slot: Slot, bytes: Uint8Array, start: number, end: number): boolean => {
  const { topic } = slot;
  if (topic.length !== end - start) return false;
  for (let index = topic.length - 1; index >= 0; index -= 1) if (topic[index] !== bytes[start + index]) return false;
  return true;
};

/** The devices of a worker, and the topics that they report on, found by their bytes. */
export class DeviceTable {
  readonly devices = new Map<string, Device>();
  /** One object for each set: what the engine keeps of a state, it keeps for one set. */
  readonly #initial: readonly DeviceState[];
  readonly #deviceTypes: readonly DeviceType[] | undefined;
  readonly #topics = new Map<number, Slot[]>();

  /** @param sets how many rule sets run */
  constructor(sets: number, deviceTypes?: readonly DeviceType[]) {
    this.#initial = Array.from({ length: sets }, () => ({ ...initialState }));
    this.#deviceTypes = deviceTypes;
  }

  device(deviceId: string, fleet: string): Device {
    const known = this.devices.get(deviceId);
    if (known !== undefined) return known;
    const device: Device = {
      ...{ deviceId, fleet, released: undefined, diff: undefined, differences: undefined },
      states: [...this.#initial],
      decisions: this.#initial.map(() => 0),
    };
    this.devices.set(deviceId, device);
    return device;
  }

  /** @param hash that of the device */
  topic(bytes: Buffer, start: number, end: number, hash: number): KnownTopic | undefined {
    const slots = this.#topics.get(hash);
    if (slots !== undefined) {
      for (const slot of slots) if (isTopic(slot, bytes, start, end)) return slot.known;
    }
    return this.#add(bytes.toString('latin1', start, end), hash, slots ?? []);
  }

  #add(topic: string, hash: number, slots: Slot[]): KnownTopic | undefined {
    const parts = telemetryTopic.parse(topic);
    const deviceType = parts && deviceTypeOf(parts.deviceId, this.#deviceTypes);
    const known = parts &&
      deviceType && {
        fleet: parts.fleet,
        device: this.device(parts.deviceId, parts.fleet),
        profile: profileOf(deviceType),
      };
    slots.push({ hash, topic: Uint8Array.from(topic, (character) => character.charCodeAt(0)), known });
    this.#topics.set(hash, slots);
    return known;
  }
}

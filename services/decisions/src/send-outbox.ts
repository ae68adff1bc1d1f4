import type { DeviceItem } from './device-item.ts';
import type { DecisionBus, DeviceStore } from './ports.ts';

export interface SendOutboxPorts {
  readonly store: DeviceStore;
  readonly bus: DecisionBus;
  /** Epoch ms. */
  readonly now: () => number;
}

export interface Sending {
  /** Decisions that the bus took. */
  readonly sent: number;
  /** Why others were not taken, one code each. They stay in the outbox for the sweeper. */
  readonly refused: readonly string[];
}

const attempts = 3;

/**
 * Sends what is in a device's outbox, oldest first, then clears what the bus took. Whoever dies in between has sent
 * twice at worst: the decision id makes that one command.
 */
export const sendOutbox =
  ({ store, bus, now }: SendOutboxPorts) =>
  async (item: DeviceItem): Promise<Sending> => {
    const deliveries = await bus.emit(item.outbox);
    const taken = new Set(item.outbox.filter((_, index) => deliveries[index]?.ok).map(({ decisionId }) => decisionId));
    const refused = deliveries.flatMap((delivery) => (delivery.ok ? [] : [delivery.code]));
    if (taken.size > 0) await clear(store, item, taken, now);
    return { sent: taken.size, refused };
  };

/** Gives up after some conflicts: what stays is only sent again. */
const clear = async (store: DeviceStore, item: DeviceItem, taken: ReadonlySet<string>, now: () => number) => {
  let current: DeviceItem | undefined = item;
  for (let attempt = 0; current && attempt < attempts; attempt += 1) {
    const outbox = current.outbox.filter(({ decisionId }) => !taken.has(decisionId));
    if (outbox.length === current.outbox.length) return;
    const cleared = { ...current, outbox, version: current.version + 1, updatedAt: now() };
    if ((await store.save(cleared)) !== 'conflict') return;
    current = await store.load(item.deviceId);
  }
};

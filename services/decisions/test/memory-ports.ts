import type { Decision, TickRecord } from '@signalbox/contracts';
import { type Attributes, fitsAnItem, fromAttributes, toAttributes } from '../src/adapters/device-item-attributes.ts';
import type { DecisionBus, Delivery, DeviceStore, DueIndex, TickStream } from '../src/ports.ts';

/** Called before and after each effect; whatever it throws is the death of the caller. */
export type Hazard = (moment: string) => void;

export class Crash extends Error {}

/** A store that keeps items exactly as the table would, and counts what it is asked. */
export const memoryStore = (hazard: Hazard = () => {}) => {
  const table = new Map<string, Attributes>();
  const calls = { loads: 0, saves: 0, conflicts: 0 };
  const store: DeviceStore & DueIndex = {
    load: async (deviceId) => {
      hazard('before load');
      calls.loads += 1;
      const attributes = table.get(deviceId);
      return attributes && fromAttributes(attributes);
    },
    save: async (item) => {
      hazard('before save');
      const attributes = structuredClone(toAttributes(item));
      if (!fitsAnItem(attributes)) return 'tooLarge';
      const stored = table.get(item.deviceId);
      const before = stored ? Number(stored['version']?.N) : 0;
      if (before !== item.version - 1) {
        calls.conflicts += 1;
        return 'conflict';
      }
      calls.saves += 1;
      table.set(item.deviceId, attributes);
      hazard('after save');
      return 'saved';
    },
    dueBy: async (until) =>
      [...table].filter(([, { dueAt }]) => dueAt?.N && Number(dueAt.N) <= until).map(([deviceId]) => deviceId),
  };
  return { ...store, table, calls };
};

/** A bus that remembers everything; `refuses` says which entry it does not take. */
export const memoryBus = (hazard: Hazard = () => {}, refuses: (decision: Decision) => boolean = () => false) => {
  const events: Decision[] = [];
  const emit: DecisionBus['emit'] = async (decisions) => {
    hazard('before emit');
    const deliveries = decisions.map((decision): Delivery => {
      if (refuses(decision)) return { ok: false, code: 'ThrottlingException' };
      events.push(decision);
      return { ok: true, id: `event-${events.length}` };
    });
    hazard('after emit');
    return deliveries;
  };
  return { emit, events };
};

export const memoryTicks = (refuses: (tick: TickRecord) => boolean = () => false) => {
  const records: TickRecord[] = [];
  const put: TickStream['put'] = async (ticks) =>
    ticks.map((tick, index): Delivery => {
      if (refuses(tick)) return { ok: false, code: 'ProvisionedThroughputExceededException' };
      records.push(tick);
      return { ok: true, id: String(index) };
    });
  return { put, records };
};

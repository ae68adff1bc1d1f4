import type { Decision, TickRecord } from '@signalbox/contracts';
import type { EvidenceLine, EvidenceObject } from './candidate-evidence.ts';
import type { DeviceItem } from './device-item.ts';

/** Where device items are kept. Every method may throw; nothing is then known to have been written. */
export interface DeviceStore {
  /** Reads strongly consistently. */
  readonly load: (deviceId: string) => Promise<DeviceItem | undefined>;
  /**
   * Writes an item if the stored one still is the version before it (none, for version 1), and if it is no larger than
   * an item may be.
   */
  readonly save: (item: DeviceItem) => Promise<'saved' | 'conflict' | 'tooLarge'>;
}

/** Finds what is due. */
export interface DueIndex {
  /** Ids of devices that were due by `until` (epoch ms), the longest waiting first. Eventually consistent. */
  readonly dueBy: (until: number) => Promise<readonly string[]>;
}

/** What became of an entry: taken under an id, or refused with a code. */
export type Delivery = { readonly ok: true; readonly id: string } | { readonly ok: false; readonly code: string };

export interface DecisionBus {
  /** One answer for each decision, in their order. Never throws: what was not taken is refused. */
  readonly emit: (decisions: readonly Decision[]) => Promise<readonly Delivery[]>;
}

export interface TickStream {
  /** Puts ticks with the partition key of their device. One answer for each, in their order. Never throws. */
  readonly put: (ticks: readonly TickRecord[]) => Promise<readonly Delivery[]>;
}

/** Where the evidence of rule releases is kept. Every method may throw. */
export interface EvidenceStore {
  readonly put: (object: EvidenceObject) => Promise<void>;
  /** Of the objects of a release, shard by shard in the order of the stream. */
  readonly keys: (releaseId: string) => Promise<readonly string[]>;
  readonly read: (key: string) => Promise<readonly EvidenceLine[]>;
}

/** An alarm that is firing. */
export interface FiringAlarm {
  readonly name: string;
  /** Epoch ms. */
  readonly since: number;
}

export interface Alarms {
  /** Those of the service. May throw. */
  readonly firing: () => Promise<readonly FiringAlarm[]>;
}

import type { Decision } from '@signalbox/contracts';
import { type DeviceState, nextDueAt } from '@signalbox/decision-engine';

/** What is kept of a device under a rule set. One item, so that state, position and outbox are saved together or not at all. */
export interface DeviceItem {
  readonly deviceId: string;
  /** Where its ticks go. */
  readonly fleet: string;
  /** The name of the rule set; with `deviceId` the key of the item. */
  readonly ruleSet: string;
  /** The hash of the rules that made the state. */
  readonly ruleSetHash: string;
  /** Counts the writes of this item, from 1. */
  readonly version: number;
  readonly state: DeviceState;
  /** Decisions that the bus has not taken yet, oldest first. */
  readonly outbox: readonly Decision[];
  /** Epoch ms of the last write. */
  readonly updatedAt: number;
}

/** How long whoever saved an outbox has for sending it before the sweeper does. */
const sendingGraceMs = 30_000;

/** When the sweeper must look at an item, epoch ms: it has a timer, or an outbox that nobody emptied. */
export const dueAt = ({ outbox, state, updatedAt }: DeviceItem): number | undefined => {
  const timer = nextDueAt(state);
  if (outbox.length === 0) return timer;
  return Math.min(updatedAt + sendingGraceMs, timer ?? Number.POSITIVE_INFINITY);
};

import type { Decision } from '@signalbox/contracts';
import { type DeviceState, nextDueAt } from '@signalbox/decision-engine';
import type { ReleasedStates, SideState } from '@signalbox/decision-engine/release';

/**
 * What is kept of a device. One item, so that its states, the position that they stand for and the outbox are saved together or
 * not at all.
 */
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
  /** Of the set that decides. */
  readonly state: DeviceState;
  /** The entry of the rule timeline that the states were saved by. Absent: the version's own rules made the state. */
  readonly releaseSeq?: number;
  /** Of the set that is evaluated beside it while a release is under way. */
  readonly other?: SideState;
  /** Decisions that the bus has not taken yet, oldest first. */
  readonly outbox: readonly Decision[];
  /** Epoch ms of the last write. */
  readonly updatedAt: number;
}

/** What the engine goes on from; undefined of a device of which nothing is kept. */
export const statesOf = (item: DeviceItem | undefined): ReleasedStates | undefined =>
  item && {
    seq: item.releaseSeq ?? 0,
    live: { hash: item.ruleSetHash, state: item.state },
    ...(item.other && { other: item.other }),
  };

/** When the next timer of either side is due, epoch ms; undefined when there is none. */
export const nextTimerAt = ({ other, state }: Pick<DeviceItem, 'other' | 'state'>): number | undefined => {
  const [live, beside] = [nextDueAt(state), other && nextDueAt(other.state)];
  return live === undefined || beside === undefined ? (live ?? beside) : Math.min(live, beside);
};

/** How long whoever saved an outbox has for sending it before the sweeper does. */
const sendingGraceMs = 30_000;

/** When the sweeper must look at an item, epoch ms: it has a timer, or an outbox that nobody emptied. */
export const dueAt = (item: DeviceItem): number | undefined => {
  const timer = nextTimerAt(item);
  if (item.outbox.length === 0) return timer;
  return Math.min(item.updatedAt + sendingGraceMs, timer ?? Number.POSITIVE_INFINITY);
};

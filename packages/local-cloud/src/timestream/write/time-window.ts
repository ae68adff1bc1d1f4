import type { TableRecord } from '../catalog.ts';
import { Refusal } from './refusal.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Documented: a record may be 15 minutes ahead. */
const aheadMs = 15 * 60_000;
/** Seen in rejections: the window is as wide as the retention and 40 minutes. */
const lateMs = 25 * 60_000;

export type Placement = 'memory' | 'magnetic';

const iso = (ms: number) => new Date(ms).toISOString();

/**
 * Which store takes a record of this time.
 * @param time epoch ns
 * @param now epoch ms
 * @throws Refusal if none does
 */
export const placeInTime = (table: TableRecord, time: bigint, now: number): Placement => {
  const timeMs = Number(time / 1_000_000n);
  const memoryFrom = now - table.memoryHours * hourMs - lateMs;
  const until = now + aheadMs;
  if (timeMs < until && timeMs >= memoryFrom) return 'memory';
  if (!table.magneticWrites) {
    throw new Refusal(
      `The record timestamp is outside the time range [${iso(memoryFrom)}, ${iso(until)}) of the memory store.`,
    );
  }
  const magneticFrom = now - table.magneticDays * dayMs;
  if (timeMs < until && timeMs >= magneticFrom) return 'magnetic';
  throw new Refusal(
    `The record timestamp is outside the time range [${iso(magneticFrom)}, ${iso(until)}) of the data ingestion window.`,
  );
};

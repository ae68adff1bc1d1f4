import type { Reading } from '@signalbox/contracts';
import type { SequenceMark } from './state.ts';

/** For how long a reading without a time of its own counts as a repetition; AWS IoT Events used the same five minutes. */
const untimedWindowMs = 5 * 60_000;

/**
 * Whether MQTT delivered this reading before (QoS 1: at least once), told by the device's own counter.
 * A counter that fell back while the device's time went on belongs to a device that restarted: not a repetition. A
 * reading without its own time is taken for one only for five minutes, so that a restarted device is not ignored for ever.
 */
export const isDuplicate = ({ seq, time, timed }: Reading, mark: SequenceMark | undefined): boolean =>
  seq !== undefined && mark !== undefined && seq <= mark.seq && time <= mark.time + (timed ? 0 : untimedWindowMs);

/**
 * The mark after a reading was taken. Neither its time nor, but for a restart, its counter falls back: a backlog brings old
 * times with new counters, and a message may hold its readings in any order.
 */
export const advanceMark = (mark: SequenceMark | undefined, reading: Reading): SequenceMark | undefined => {
  const { seq, time } = reading;
  if (seq === undefined || isDuplicate(reading, mark)) return mark;
  return { seq, time: Math.max(time, mark?.time ?? time) };
};

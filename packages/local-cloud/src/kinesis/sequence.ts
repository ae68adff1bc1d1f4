/**
 * Sequence numbers of 56 decimal digits, as AWS's: they grow within a shard and begin with 49.
 * Inside: when the stream was made, the shard, the time of arrival, a count within that millisecond. Since they are all
 * of one length, they compare as text as they do as numbers, and a time is a position in the shard.
 */
export interface ShardSequence {
  /** The next number, for a record that arrived at `nowMs` (never before the last one). */
  next(nowMs: number): string;
}

const digits = (value: number, length: number): string => String(value).padStart(length, '0');

const timeAt = 22;
const timeLength = 14;

/** What all numbers of a shard begin with: 22 digits. */
export const sequencePrefix = (streamCreatedAt: number, shardIndex: number): string =>
  `49${digits(Math.floor(streamCreatedAt / 1000), 12)}${digits(shardIndex, 8)}`;

/** The number below all those of records that arrived at `timeMs` or later. */
export const sequenceAt = (prefix: string, timeMs: number): string =>
  `${prefix}${digits(Math.max(0, Math.floor(timeMs)), timeLength)}${'0'.repeat(20)}`;

/** When the record of a sequence number arrived, epoch ms. */
export const arrivalOf = (sequenceNumber: string): number => Number(sequenceNumber.slice(timeAt, timeAt + timeLength));

/** @param last the last number that was given out, if any */
export const createSequence = (prefix: string, shardIndex: number, last: string | undefined): ShardSequence => {
  const tail = digits(shardIndex, 8);
  let lastMs = last === undefined ? 0 : arrivalOf(last);
  let count = last === undefined ? 0 : Number(last.slice(36, 48));
  return {
    next: (nowMs) => {
      if (nowMs > lastMs) {
        lastMs = nowMs;
        count = 0;
      }
      count += 1;
      return `${prefix}${digits(lastMs, timeLength)}${digits(count, 12)}${tail}`;
    },
  };
};

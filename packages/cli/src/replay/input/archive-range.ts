import type { Run } from './run.ts';

/** Which records are asked for. */
export interface ArchiveRange {
  /** Epoch ms. */
  readonly from: number;
  /** Epoch ms, not included; undefined: to the end. */
  readonly to: number | undefined;
}

const hourMs = 3_600_000;

/** The beginning of the hour in which a record arrived: an object of the archive holds what arrived in one hour. */
const hourOf = (arrivedAt: number): number => Math.floor(arrivedAt / hourMs) * hourMs;

/**
 * Which records of an hour take part. Whole hours are taken whole, late and replayed records among them; of the first and the
 * last hour, the records that were received within the range. Undefined: all.
 * @param hour its beginning, epoch ms
 */
export const receivedIn = (
  hour: number,
  { from, to = Number.POSITIVE_INFINITY }: ArchiveRange,
): NonNullable<Run['received']> | undefined => {
  const isFirst = hour <= from;
  const isLast = hour + hourMs > to;
  if (!isFirst && !isLast) return undefined;
  return { from: isFirst ? from : 0, to: isLast ? to : Number.POSITIVE_INFINITY };
};

/** Whether a record lies behind all hours that take part. */
export const isBehind = (arrivedAt: number, { to = Number.POSITIVE_INFINITY }: ArchiveRange): boolean =>
  hourOf(arrivedAt) > to;

/** Whether a record takes part, just as if it came out of the archive. All times are epoch ms. */
export const takesPart = (arrivedAt: number, receivedAt: number, range: ArchiveRange): boolean => {
  const hour = hourOf(arrivedAt);
  if (hour < hourOf(range.from) || isBehind(arrivedAt, range)) return false;
  const received = receivedIn(hour, range);
  return received === undefined || (receivedAt >= received.from && receivedAt < received.to);
};

import { addBucket, type Bucket, emptyBucket } from './bucket.ts';

/** What a metric is: its namespace, its name and its dimensions. */
export interface MetricId {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

/** One metric's buckets: by the second for the last hours if it has a high resolution, by the minute, then by five minutes. */
export interface Series {
  readonly id: MetricId;
  readonly key: string;
  /** Unit -> start of the bucket in epoch ms -> bucket. */
  readonly buckets: Map<string, Map<number, Bucket>>;
  /** Epoch ms of the latest data. */
  lastAt: number;
}

export const minuteMs = 60_000;
const fiveMinutesMs = 300_000;
const secondsForMs = 3 * 3_600_000;
const minutesForMs = 24 * 3_600_000;
const keptForMs = 15 * 24 * 3_600_000;

export const seriesKey = ({ namespace, name, dimensions }: MetricId): string =>
  JSON.stringify([namespace, name, Object.entries(dimensions).sort(([a], [b]) => (a < b ? -1 : 1))]);

export const bucketAt = (series: Series, unit: string, start: number): Bucket => {
  const ofUnit = series.buckets.get(unit) ?? new Map<number, Bucket>();
  series.buckets.set(unit, ofUnit);
  const bucket = ofUnit.get(start) ?? emptyBucket();
  ofUnit.set(start, bucket);
  return bucket;
};

/** Where an old bucket's data goes: into a coarser bucket, away (undefined), or nowhere, for it stays. */
const placeOf = (start: number, now: number): number | undefined => {
  if (now - start > keptForMs) return undefined;
  if (now - start > minutesForMs) return Math.floor(start / fiveMinutesMs) * fiveMinutesMs;
  return now - start > secondsForMs ? Math.floor(start / minuteMs) * minuteMs : start;
};

/** Makes old data coarser and drops the oldest. Calls `changed` with each bucket that was changed or is gone. */
export const age = (series: Series, now: number, changed: (unit: string, start: number) => void): void => {
  for (const [unit, ofUnit] of series.buckets) {
    for (const [start, bucket] of [...ofUnit]) {
      const place = placeOf(start, now);
      if (place === start) continue;
      ofUnit.delete(start);
      changed(unit, start);
      if (place === undefined) continue;
      addBucket(bucketAt(series, unit, place), bucket);
      changed(unit, place);
    }
    if (ofUnit.size === 0) series.buckets.delete(unit);
  }
};

/** The start of the period that a time lies in; one period starts at `originMs`. */
export const periodStart = (at: number, periodMs: number, originMs: number): number =>
  originMs + Math.floor((at - originMs) / periodMs) * periodMs;

/** The series' data in `[startMs, endMs)`, gathered into periods of which one starts at `originMs`. */
export const gather = (
  series: Series,
  periodMs: number,
  startMs: number,
  endMs: number,
  unit: string | undefined,
  originMs = 0,
): Map<number, Bucket> => {
  const periods = new Map<number, Bucket>();
  for (const [of, ofUnit] of series.buckets) {
    if (unit !== undefined && unit !== of) continue;
    for (const [start, bucket] of ofUnit) {
      if (start < startMs || start >= endMs) continue;
      const at = periodStart(start, periodMs, originMs);
      const period = periods.get(at) ?? emptyBucket();
      addBucket(period, bucket);
      periods.set(at, period);
    }
  }
  return new Map([...periods].sort(([a], [b]) => a - b));
};

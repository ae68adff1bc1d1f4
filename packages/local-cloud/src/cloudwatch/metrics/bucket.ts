import { type Distribution, merge, percentile, record } from './distribution.ts';

/** What was measured in one stretch of time, by unit. */
export interface Bucket {
  count: number;
  sum: number;
  min: number;
  max: number;
  /** Undefined once a statistic set of unknown values was mixed in: there are no percentiles then. */
  distribution: Distribution | undefined;
}

export interface StatisticSet {
  readonly SampleCount: number;
  readonly Sum: number;
  readonly Minimum: number;
  readonly Maximum: number;
}

export const emptyBucket = (): Bucket => ({
  count: 0,
  sum: 0,
  min: Number.POSITIVE_INFINITY,
  max: Number.NEGATIVE_INFINITY,
  distribution: new Map(),
});

export const addValue = (bucket: Bucket, value: number, count: number): void => {
  bucket.count += count;
  bucket.sum += value * count;
  bucket.min = Math.min(bucket.min, value);
  bucket.max = Math.max(bucket.max, value);
  if (bucket.distribution !== undefined) record(bucket.distribution, value, count);
};

export const addStatistics = (bucket: Bucket, { SampleCount, Sum, Minimum, Maximum }: StatisticSet): void => {
  if (Minimum === Maximum) {
    addValue(bucket, Minimum, SampleCount);
    return;
  }
  bucket.count += SampleCount;
  bucket.sum += Sum;
  bucket.min = Math.min(bucket.min, Minimum);
  bucket.max = Math.max(bucket.max, Maximum);
  bucket.distribution = undefined;
};

export const addBucket = (into: Bucket, from: Bucket): void => {
  into.count += from.count;
  into.sum += from.sum;
  into.min = Math.min(into.min, from.min);
  into.max = Math.max(into.max, from.max);
  if (from.distribution === undefined) into.distribution = undefined;
  else if (into.distribution !== undefined) merge(into.distribution, from.distribution);
};

const simple: Readonly<Record<string, (bucket: Bucket) => number>> = {
  SampleCount: ({ count }) => count,
  Average: ({ sum, count }) => sum / count,
  Sum: ({ sum }) => sum,
  Minimum: ({ min }) => min,
  Maximum: ({ max }) => max,
};

const percentilePattern = /^p(\d{1,2}(?:\.\d{1,10})?|100)$/;

/** `Average`, `Sum`, …, or a percentile, `p99.9`. */
export const isStatistic = (name: string): boolean => simple[name] !== undefined || percentilePattern.test(name);

/** A bucket's statistic; undefined if there is none, e.g. a percentile of statistic sets. */
export const statistic = (bucket: Bucket, name: string): number | undefined => {
  if (bucket.count === 0) return undefined;
  const read = simple[name];
  if (read !== undefined) return read(bucket);
  const [, percent] = percentilePattern.exec(name) ?? [];
  if (percent === undefined || bucket.distribution === undefined) return undefined;
  return percentile(bucket.distribution, Number(percent));
};

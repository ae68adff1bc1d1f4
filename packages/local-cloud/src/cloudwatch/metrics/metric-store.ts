import type { DatabaseSync } from 'node:sqlite';
import type { Clock, Timer } from '../../kernel/clock.ts';
import { inTransaction } from '../../kernel/transaction.ts';
import { addStatistics, addValue, type Bucket, type StatisticSet } from './bucket.ts';
import { age, bucketAt, type MetricId, minuteMs, type Series, seriesKey } from './series.ts';

const saveEveryMs = 1000;
const ageEveryMs = 600_000;

export interface Measurement extends MetricId {
  readonly unit: string;
  /** Epoch ms. */
  readonly timestamp: number;
  /** Kept by the second. */
  readonly isHighResolution: boolean;
  readonly values?: readonly (readonly [value: number, count: number])[];
  readonly statistics?: StatisticSet;
}

/**
 * The metrics, aggregated in memory. What changed is written to SQLite once a second: a kill -9 may lose the last second.
 */
export interface MetricStore {
  add(measurement: Measurement): void;
  find(id: MetricId): Series | undefined;
  all(): IterableIterator<Series>;
  start(): void;
  stop(): void;
}

type Packed = readonly [number, number, number, number, (readonly [number, number])[] | null];

const pack = ({ count, sum, min, max, distribution }: Bucket): string =>
  JSON.stringify([count, sum, min, max, distribution === undefined ? null : [...distribution]] satisfies Packed);

const unpack = (text: string): Bucket => {
  const [count, sum, min, max, distribution] = JSON.parse(text) as Packed;
  return { count, sum, min, max, distribution: distribution === null ? undefined : new Map(distribution) };
};

export const createMetricStore = (database: DatabaseSync, clock: Clock): MetricStore => {
  database.exec(
    'CREATE TABLE IF NOT EXISTS buckets (series TEXT, unit TEXT, start INTEGER, bucket TEXT, PRIMARY KEY (series, unit, start)) WITHOUT ROWID',
  );
  const put = database.prepare('INSERT OR REPLACE INTO buckets VALUES (?, ?, ?, ?)');
  const drop = database.prepare('DELETE FROM buckets WHERE series = ? AND unit = ? AND start = ?');
  const everything = new Map<string, Series>();
  const changed = new Map<string, readonly [Series, string, number]>();
  const timers = new Map<string, Timer>();

  const open = (id: MetricId): Series => {
    const key = seriesKey(id);
    const series = everything.get(key) ?? { id, key, buckets: new Map(), lastAt: 0 };
    everything.set(key, series);
    return series;
  };
  const mark = (series: Series, unit: string, start: number) =>
    changed.set(`${series.key}\n${unit}\n${start}`, [series, unit, start]);

  const load = (): void => {
    const rows = database.prepare('SELECT series, unit, start, bucket FROM buckets').iterate() as Iterable<{
      series: string;
      unit: string;
      start: number;
      bucket: string;
    }>;
    for (const { series: key, unit, start, bucket } of rows) {
      const [namespace, name, dimensions] = JSON.parse(key) as [string, string, [string, string][]];
      const series = open({ namespace, name, dimensions: Object.fromEntries(dimensions) });
      Object.assign(bucketAt(series, unit, start), unpack(bucket));
      series.lastAt = Math.max(series.lastAt, start);
    }
  };

  const save = (): void => {
    if (changed.size === 0) return;
    inTransaction(database, () => {
      for (const [series, unit, start] of changed.values()) {
        const bucket = series.buckets.get(unit)?.get(start);
        if (bucket === undefined) drop.run(series.key, unit, start);
        else put.run(series.key, unit, start, pack(bucket));
      }
    });
    changed.clear();
  };

  const grow = (): void => {
    const now = clock.now();
    for (const series of [...everything.values()]) {
      age(series, now, (unit, start) => mark(series, unit, start));
      if (series.buckets.size === 0) everything.delete(series.key);
    }
  };

  const repeat = (name: string, everyMs: number, work: () => void): void => {
    timers.set(
      name,
      clock.after(everyMs, () => {
        work();
        repeat(name, everyMs, work);
      }),
    );
  };

  load();
  return {
    add: (measurement) => {
      const series = open(measurement);
      const step = measurement.isHighResolution ? 1000 : minuteMs;
      const start = Math.floor(measurement.timestamp / step) * step;
      const bucket = bucketAt(series, measurement.unit, start);
      for (const [value, count] of measurement.values ?? []) addValue(bucket, value, count);
      if (measurement.statistics !== undefined) addStatistics(bucket, measurement.statistics);
      series.lastAt = Math.max(series.lastAt, start);
      mark(series, measurement.unit, start);
    },
    find: (id) => everything.get(seriesKey(id)),
    all: () => everything.values(),
    start: () => {
      repeat('save', saveEveryMs * clock.speed, save);
      repeat('age', ageEveryMs, grow);
    },
    stop: () => {
      for (const timer of timers.values()) clock.clear(timer);
      save();
    },
  };
};

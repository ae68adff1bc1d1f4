import { gunzipSync } from 'node:zlib';
import type { QuarantineRecord } from '@signalbox/contracts';
import type { Counts, Log, StreamItem } from '@signalbox/lambda-kit';
import type { ObjectStore } from '../src/object-store.ts';
import type { Row } from '../src/rows.ts';
import type { RowRejection, TelemetryStore } from '../src/telemetry-store.ts';

/** 2026-11-23T18:30:00Z */
export const receivedAt = 1_795_458_600_000;

/** An item of the stream that holds `data` as it is. */
export const itemOf = (data: string | Uint8Array, overrides: Partial<StreamItem> = {}): StreamItem => ({
  shardId: 'shardId-000000000000',
  sequenceNumber: '100',
  partitionKey: 'pump-7',
  arrivedAt: receivedAt + 20,
  data: Buffer.from(data),
  ...overrides,
});

export interface Message {
  readonly payload: string;
  readonly deviceId?: string;
  readonly topic?: string;
  readonly sequenceNumber?: string;
  readonly receivedAt?: number;
}

/** An item of the stream as the topic rule writes it. */
export const messageItem = ({ payload, deviceId = 'pump-7', sequenceNumber = '100', ...rest }: Message): StreamItem => {
  const topic = rest.topic ?? `dt/demo/${deviceId}/telemetry`;
  const record = {
    payload: Buffer.from(payload).toString('base64'),
    topic,
    clientId: deviceId,
    receivedAt: rest.receivedAt ?? receivedAt,
  };
  return itemOf(JSON.stringify(record), { sequenceNumber, partitionKey: deviceId });
};

/** A payload of one reading. */
export const readingOf = (temperature: number, time = receivedAt): string =>
  JSON.stringify({ time, metrics: { temperature } });

/** A store that keeps rows by identity, as Timestream does, and refuses what `refuse` gives a reason for. */
export const memoryStore = (refuse: (row: Row) => string | undefined = () => undefined) => {
  const rows = new Map<string, Row>();
  const calls: Row[][] = [];
  const write: TelemetryStore['write'] = async (given) => {
    calls.push([...given]);
    return given.flatMap((row, index): RowRejection[] => {
      const detail = refuse(row);
      if (detail !== undefined) return [{ index, detail }];
      const key = `${row.deviceId} ${row.time}`;
      const existing = rows.get(key);
      if (existing !== undefined && existing.version > row.version) {
        return [{ index, detail: 'a later version exists', existingVersion: existing.version }];
      }
      rows.set(key, row);
      return [];
    });
  };
  return { write, calls, rows: () => [...rows.values()] };
};

/** Objects in memory, parsed. */
export const memoryObjects = (refuse: (key: string) => boolean = () => false) => {
  const objects = new Map<string, unknown[]>();
  const putLines: ObjectStore['putLines'] = async (key, values) => {
    if (refuse(key)) throw new Error('the bucket is gone');
    objects.set(
      key,
      values.map((value) => JSON.parse(JSON.stringify(value))),
    );
  };
  return { putLines, objects, quarantined: () => [...objects.values()].flat() as QuarantineRecord[] };
};

/** The values of an object of gzipped NDJSON. */
export const unpack = (body: Uint8Array): unknown[] =>
  gunzipSync(body)
    .toString()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

export const countsInto = (totals: Record<string, number>): Counts => ({
  add: (name, value = 1, dimensions = undefined) => {
    for (const key of [name, ...Object.values(dimensions ?? {})]) totals[key] = (totals[key] ?? 0) + value;
  },
});

const silence = () => undefined;
export const silentLog: Log = { debug: silence, info: silence, warn: silence, error: silence, child: () => silentLog };

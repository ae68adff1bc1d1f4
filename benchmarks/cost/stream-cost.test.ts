import { expect, test } from 'vitest';
import { shardsFor, streamBill } from './stream-cost.ts';

const megabyte = 1024 ** 2;
const use = {
  records: 1_000_000,
  bytes: 1_000_000 * 512,
  kilobytes: 1_000_000,
  putUnits: 1_000_000,
  bytesOut: 3 * 1_000_000 * 512,
};

test('shards are half used by what fills them first', () => {
  expect(shardsFor({ recordsPerSecond: 1000, bytesInPerSecond: 0, bytesOutPerSecond: 0 })).toBe(2);
  expect(shardsFor({ recordsPerSecond: 1000.000_000_1, bytesInPerSecond: 0, bytesOutPerSecond: 0 })).toBe(2);
  expect(shardsFor({ recordsPerSecond: 1, bytesInPerSecond: 1.1 * megabyte, bytesOutPerSecond: 0 })).toBe(3);
  expect(shardsFor({ recordsPerSecond: 1, bytesInPerSecond: megabyte, bytesOutPerSecond: 3 * megabyte })).toBe(3);
});

test('on demand: hours, rounded GB in, GB out for each consumer, and what is kept after a day', () => {
  const { usage } = streamBill('ON_DEMAND', use, 3600, 168);
  expect(usage.kinesisOnDemandHours).toBe(1);
  expect(usage.kinesisOnDemandGbIn).toBeCloseTo(1_000_000 / megabyte, 9);
  expect(usage.kinesisOnDemandGbOut).toBeCloseTo((3 * 512_000_000) / 1024 ** 3, 9);
  expect(usage.kinesisOnDemandGbMonths).toBeCloseTo((512_000_000 / 1024 ** 3) * (144 / 730), 9);
});

test('provisioned: shard hours and PUT units; a day of retention is free', () => {
  const { usage, shards } = streamBill('PROVISIONED', use, 1000, 24);
  expect(shards).toBe(2);
  expect(usage).toEqual({ kinesisShardHours: 2000 / 3600, kinesisPutUnits: 1_000_000, kinesisExtendedShardHours: 0 });
});

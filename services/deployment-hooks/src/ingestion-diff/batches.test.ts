import { expect, it } from 'vitest';
import { asked } from '../../test/raw-lines.ts';
import { batchesOf } from './batches.ts';
import { chooseRecords } from './choose-records.ts';

const numbers = (records: readonly { readonly sequenceNumber: string }[]): number[] =>
  records.map(({ sequenceNumber }) => Number(sequenceNumber));

it('gives records shard by shard, in order, a hundred at a time', () => {
  const records = Array.from({ length: 150 }, (_, index) => asked('pump-1', 150 - index));
  const other = { ...asked('pump-2', 5), shardId: 'shardId-2' };
  const batches = batchesOf([...records, other]);
  expect(batches.map(({ length }) => length)).toEqual([100, 50, 1]);
  expect(numbers(batches.flat())).toEqual([...Array.from({ length: 150 }, (_, index) => index + 1), 5]);
});

it('gives no more bytes at a time than an invocation takes, but for one that is large itself', () => {
  const large = (number: number, length: number) => ({ ...asked('pump-1', number), data: new Uint8Array(length) });
  const batches = batchesOf([large(1, 300_000), large(2, 200_000), large(3, 900_000), large(4, 10)]);
  expect(batches.map(numbers)).toEqual([[1], [2], [3], [4]]);
});

it('chooses of each device the newest, before it chooses older ones of any', () => {
  const loud = Array.from({ length: 50 }, (_, index) => asked('pump-loud', index + 100));
  const chosen = chooseRecords([...loud, asked('pump-1', 1), asked('pump-1', 2), asked('pump-2', 3)], 4);
  expect(numbers(chosen)).toEqual([149, 3, 2, 148]);
});

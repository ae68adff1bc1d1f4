import { expect, test } from 'vitest';
import { ShardTable } from './shard-table.ts';

test('shards are read by number, and those without one last, by name', () => {
  const shards = new ShardTable();
  const names = ['shardId-000000000010', 'other', 'shardId-000000000009', 'another', 'shardId-000000000000'];
  const order = names.map((name) => shards.indexOf(name)).sort((one, other) => shards.compare(one, other));
  expect(order.map((index) => shards.names[index])).toEqual([
    'shardId-000000000000',
    'shardId-000000000009',
    'shardId-000000000010',
    'another',
    'other',
  ]);
});

test('a name has one number, however it is asked for', () => {
  const shards = new ShardTable();
  const bytes = Buffer.from('ab');
  expect([shards.indexAt(bytes, 0, 1), shards.indexAt(bytes, 0, 1), shards.indexAt(bytes, 1, 2)]).toEqual([0, 0, 1]);
  expect([shards.indexOf('a'), shards.indexOf('b'), shards.indexAt(bytes, 0, 1)]).toEqual([0, 1, 0]);
});

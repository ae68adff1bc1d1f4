import type { Shard } from '@aws-sdk/client-kinesis';
import { expect, test } from 'vitest';
import { readFamily } from './shard-family.ts';

const shard = (ShardId: string, ParentShardId?: string, AdjacentParentShardId?: string): Shard => ({
  ShardId,
  ...(ParentShardId === undefined ? {} : { ParentShardId }),
  ...(AdjacentParentShardId === undefined ? {} : { AdjacentParentShardId }),
  HashKeyRange: undefined,
  SequenceNumberRange: undefined,
});

const settle = () => new Promise((resolve) => setImmediate(resolve));

/** A stream whose shards end when they are told to. */
const familyOf = (first: readonly string[], all: readonly Shard[]) => {
  const begun: string[] = [];
  const ends = new Map<string, (isOver: boolean) => void>();
  const progress = new Map<string, (until: number) => void>();
  const family = readFamily(first, {
    list: async () => all,
    read: (shardId, { type }, onProgress) => {
      begun.push(`${shardId} from its ${type}`);
      progress.set(shardId, onProgress);
      return new Promise((resolve) => ends.set(shardId, resolve));
    },
  });
  const end = async (shardId: string, isOver = true) => {
    ends.get(shardId)?.(isOver);
    await settle();
  };
  return { begun, end, family, at: (shardId: string, until: number) => progress.get(shardId)?.(until) };
};

test('a shard that was split is read up before its children are begun', async () => {
  const { begun, end, family } = familyOf(['a', 'b'], [shard('a'), shard('b'), shard('c', 'a'), shard('d', 'a')]);
  expect(begun).toEqual(['a from its end', 'b from its end']);
  await end('a');
  expect(begun.slice(2)).toEqual(['c from its beginning', 'd from its beginning']);
  for (const each of ['b', 'c', 'd']) await end(each);
  await family.ended;
});

test('what two shards were merged into is begun once, when both are read up', async () => {
  const { begun, end, family } = familyOf(['a', 'b'], [shard('a'), shard('b'), shard('c', 'a', 'b')]);
  await end('a');
  expect(begun).toHaveLength(2);
  await end('b');
  expect(begun.slice(2)).toEqual(['c from its beginning']);
  await end('c');
  await family.ended;
  expect(begun).toHaveLength(3);
});

test('two parents that end at once begin it once', async () => {
  const { begun, end, family } = familyOf(['a', 'b'], [shard('a'), shard('b'), shard('c', 'a', 'b')]);
  await Promise.all([end('a'), end('b')]);
  expect(begun.slice(2)).toEqual(['c from its beginning']);
  await end('c');
  await family.ended;
});

test('the stream is read as far as its slowest shard, and not at all before every shard has answered', async () => {
  const { at, end, family } = familyOf(['a', 'b'], [shard('a'), shard('b')]);
  expect(family.readAll()).toBeUndefined();
  at('a', 100);
  expect(family.readAll()).toBeUndefined();
  at('b', 70);
  expect(family.readAll()).toBe(70);
  await end('b');
  expect(family.readAll()).toBe(100);
  await end('a');
  await family.ended;
});

test('a reading that was stopped begins nothing more', async () => {
  const { begun, end, family } = familyOf(['a'], [shard('a'), shard('b', 'a')]);
  await end('a', false);
  await family.ended;
  expect(begun).toEqual(['a from its end']);
});

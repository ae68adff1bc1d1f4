import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Delivery, type DiscardReason, deliverBatch, type RetryPolicy } from './deliver-batch.ts';

type Answer = (items: readonly number[]) => Delivery<string>;

const ran = (failedFrom: number, isPartial = false): Delivery<string> => ({
  kind: 'ran',
  failedFrom,
  isPartial,
  result: 'r',
});

const deliver = async (
  items: readonly number[],
  policy: Partial<RetryPolicy>,
  answer: Answer,
  ageMs = (_item: number) => 0,
) => {
  const runs: (readonly number[])[] = [];
  const done: number[] = [];
  const discarded: { items: readonly number[]; reason: DiscardReason; runs: number }[] = [];
  const delays: number[] = [];
  await deliverBatch<number, string>(items, {
    policy: { maximumRetryAttempts: -1, maximumRecordAgeMs: -1, bisectsOnError: false, ...policy },
    invoke: async (some) => {
      runs.push(some);
      return answer(some);
    },
    done: (some) => void done.push(...some),
    discard: async (some, reason, count) => void discarded.push({ items: some, reason, runs: count }),
    ageMs,
    sleep: async (delay) => void delays.push(delay),
    isStopped: () => false,
  });
  return { runs, done, discarded, delays };
};

test('a partial failure comes again from the lowest failed record on', async () => {
  let isFirst = true;
  const { runs, done } = await deliver([1, 2, 3, 4], {}, (items) => {
    if (!isFirst) return ran(items.length);
    isFirst = false;
    return ran(2, true);
  });
  expect([runs, done]).toEqual([
    [
      [1, 2, 3, 4],
      [3, 4],
    ],
    [1, 2, 3, 4],
  ]);
});

test('a whole failure without bisecting is retried with growing delays and given up whole', async () => {
  const { runs, discarded, delays } = await deliver([1, 2], { maximumRetryAttempts: 2 }, () => ran(0));
  expect(runs).toHaveLength(3);
  expect(delays).toEqual([1000, 2000]);
  expect(discarded).toEqual([{ items: [1, 2], reason: 'RetryAttemptsExhausted', runs: 3 }]);
});

test('a run that was refused does not count', async () => {
  let refusals = 5;
  const { runs, discarded } = await deliver([1], { maximumRetryAttempts: 0 }, (items) =>
    refusals-- > 0 ? { kind: 'refused' } : ran(items.length),
  );
  expect([runs.length, discarded]).toEqual([6, []]);
});

test('records that are too old are given up before they are run', async () => {
  const { runs, discarded, done } = await deliver(
    [1, 2, 3],
    { maximumRecordAgeMs: 100 },
    (items) => ran(items.length),
    (item) => (item < 3 ? 200 : 50),
  );
  expect(discarded).toEqual([{ items: [1, 2], reason: 'RecordAgeExceeded', runs: 0 }]);
  expect([runs, done]).toEqual([[[3]], [1, 2, 3]]);
});

test('with bisecting and finite retries exactly the poisoned records are given up, and everything is dealt with once, in order', async () => {
  const cases = fc.record({
    count: fc.integer({ min: 1, max: 24 }),
    poisoned: fc.uniqueArray(fc.integer({ min: 0, max: 23 })),
    retries: fc.integer({ min: 0, max: 3 }),
  });
  await fc.assert(
    fc.asyncProperty(cases, async ({ count, poisoned, retries }) => {
      const items = Array.from({ length: count }, (_, index) => index);
      const bad = new Set(poisoned);
      const answer: Answer = (some) => ran(some.some((item) => bad.has(item)) ? 0 : some.length);
      const policy = { bisectsOnError: true, maximumRetryAttempts: retries };
      const { done, discarded, runs } = await deliver(items, policy, answer);
      expect(done).toEqual(items);
      expect(discarded.flatMap((each) => each.items)).toEqual(items.filter((item) => bad.has(item)));
      for (const item of items.filter((each) => bad.has(each))) {
        expect(runs.filter((run) => run.length === 1 && run[0] === item)).toHaveLength(retries + 1);
      }
    }),
  );
});

test('a function that reports the lowest failed record loses only what it cannot do, and what stands behind it in the batch', async () => {
  const cases = fc.record({
    count: fc.integer({ min: 1, max: 20 }),
    failing: fc.uniqueArray(fc.integer({ min: 0, max: 19 })),
    flaky: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(cases, async ({ count, failing, flaky }) => {
      const items = Array.from({ length: count }, (_, index) => index);
      const left = new Map(failing.map((item) => [item, flaky ? 2 : Number.POSITIVE_INFINITY]));
      const answer: Answer = (some) => {
        const first = some.findIndex((item) => (left.get(item) ?? 0) > 0);
        for (const item of some) left.set(item, (left.get(item) ?? 0) - 1);
        return ran(first < 0 ? some.length : first, true);
      };
      const { done, discarded } = await deliver(items, { maximumRetryAttempts: 3 }, answer);
      expect(done).toEqual(items);
      const firstLost = items.find((item) => !flaky && failing.includes(item));
      expect(discarded.flatMap((each) => each.items)).toEqual(firstLost === undefined ? [] : items.slice(firstLost));
    }),
  );
});

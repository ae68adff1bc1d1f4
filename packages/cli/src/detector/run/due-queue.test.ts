import { expect, it } from 'vitest';
import { DueQueue } from './due-queue.ts';

const drain = (queue: DueQueue): string[] => {
  const order: string[] = [];
  for (let first = queue.first(); first; first = queue.first()) {
    order.push(`${first.key}@${first.dueAt}`);
    queue.set(first.key, undefined);
  }
  return order;
};

it('gives keys by their due times, then by name, whichever way these came about', () => {
  const queue = new DueQueue();
  const dues = new Map<string, number>();
  // A generator of numbers without a pattern that matters, the same in each run.
  let seed = 7;
  const random = (below: number): number => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  for (let i = 0; i < 5000; i += 1) {
    const key = `k${random(300)}`;
    const dueAt = random(4) === 0 ? undefined : random(50);
    queue.set(key, dueAt);
    if (dueAt === undefined) dues.delete(key);
    else dues.set(key, dueAt);
  }
  const expected = [...dues]
    .sort(([a, x], [b, y]) => x - y || (a < b ? -1 : 1))
    .map(([key, dueAt]) => `${key}@${dueAt}`);
  expect(expected.length).toBeGreaterThan(100);
  expect(drain(queue)).toEqual(expected);
});

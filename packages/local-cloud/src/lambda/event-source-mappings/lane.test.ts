import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { createClock } from '../../kernel/clock.ts';
import { createLane } from './lane.ts';

const run = async (count: number, batchSize: number, windowMs: number) => {
  const batches: (readonly number[])[] = [];
  let running = 0;
  let mostAtOnce = 0;
  const lane = createLane<number>({
    clock: createClock({ speed: 1000 }),
    batchSize,
    windowMs: () => windowMs,
    sizeOf: () => 10,
    run: async (items) => {
      running += 1;
      mostAtOnce = Math.max(mostAtOnce, running);
      await Promise.resolve();
      batches.push(items);
      running -= 1;
    },
    failed: (error) => expect.fail(String(error)),
  });
  for (let item = 0; item < count; item += 1) lane.push(item);
  await vi.waitFor(() => expect(batches.flat()).toHaveLength(count));
  lane.stop();
  return { batches, mostAtOnce };
};

test('items go in order, in full batches while there are enough, one batch at a time', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 12 }), async (count, batchSize) => {
      const { batches, mostAtOnce } = await run(count, batchSize, 1000);
      expect(batches.flat()).toEqual(Array.from({ length: count }, (_, index) => index));
      expect(batches.slice(0, -1).every((batch) => batch.length === batchSize)).toBe(true);
      expect(mostAtOnce).toBe(1);
    }),
    { numRuns: 20 },
  );
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitBatch, payloadLimitBytes } from './take-batch.ts';

test('a batch has at most its size, fits into an invocation, and is full when the next would not fit', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 2_000_000 }), { minLength: 1, maxLength: 40 }),
      fc.integer({ min: 1, max: 30 }),
      (sizes, batchSize) => {
        const { count, isFull } = fitBatch(sizes, batchSize);
        const bytesOf = (some: readonly number[]) => some.reduce((sum, size) => sum + size + 1, 14);
        expect(count).toBeGreaterThanOrEqual(1);
        expect(count).toBeLessThanOrEqual(batchSize);
        expect(count === 1 || bytesOf(sizes.slice(0, count)) <= payloadLimitBytes).toBe(true);
        if (count < sizes.length) expect(isFull).toBe(true);
        if (count < Math.min(sizes.length, batchSize))
          expect(bytesOf(sizes.slice(0, count + 1))).toBeGreaterThan(payloadLimitBytes);
      },
    ),
  );
});

test('an item that is too large by itself goes alone', () => {
  expect(fitBatch([payloadLimitBytes, 1], 10)).toEqual({ count: 1, isFull: true });
});

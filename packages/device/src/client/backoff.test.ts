import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backoffDelayMs } from './backoff.ts';

const limits = { baseMs: 100, maxMs: 5_000 };

test('the ceiling doubles with each attempt up to the longest wait', () => {
  const ceilings = [0, 1, 2, 5, 6, 60, 5000].map((attempt) => backoffDelayMs(attempt, () => 0.9999, limits));
  expect(ceilings).toEqual([99, 199, 399, 3199, 4999, 4999, 4999]);
});

test('any wait from zero to the ceiling may be drawn', () => {
  fc.assert(
    fc.property(fc.nat(100), fc.double({ min: 0, max: 0.999, noNaN: true }), (attempt, drawn) => {
      const delay = backoffDelayMs(attempt, () => drawn, limits);
      expect(delay).toBeGreaterThanOrEqual(0);
      expect(delay).toBeLessThan(Math.min(limits.maxMs, limits.baseMs * 2 ** attempt));
    }),
  );
  expect(backoffDelayMs(3, () => 0, limits)).toBe(0);
});

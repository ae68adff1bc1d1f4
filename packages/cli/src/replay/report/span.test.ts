import { expect, test } from 'vitest';
import { formatShift, formatSpan } from './span.ts';

test.each([
  [0, '0ms'],
  [850, '850ms'],
  [1000, '1s'],
  [61_500, '1m 1s'],
  [3_600_000, '1h'],
  [90_061_000, '1d 1h'],
])('%d ms is %s', (ms, text) => {
  expect(formatSpan(ms)).toBe(text);
});

test('a shift has its sign', () => {
  expect([formatShift(-240_000), formatShift(1_500)]).toEqual(['-4m', '+1s']);
});

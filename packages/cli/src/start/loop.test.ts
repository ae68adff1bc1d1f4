import { expect, test } from 'vitest';
import { reportsPerSecond } from './loop.ts';

test.each([
  [1, 1, 1],
  [0.5, 1, 0.5],
  [1, 60, 4],
  [5, 60, 5],
  [1, 1_000, 10],
  [20, 1_000, 20],
])('at %d/s, %d times as fast, devices report %d times a second', (rate, speed, expected) => {
  expect(reportsPerSecond({ rate, speed })).toBe(expected);
});

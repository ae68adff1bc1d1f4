import { expect, test } from 'vitest';
import { createRateMeter } from './rate-meter.ts';

test('looks back over its window and not further', () => {
  const meter = createRateMeter(2_000);
  expect(meter.sample(0, 0)).toBe(0);
  expect(meter.sample(10, 1_000)).toBe(10);
  expect(meter.sample(20, 2_000)).toBe(10);
  expect(meter.sample(20, 3_000)).toBe(5);
  expect(meter.sample(20, 4_000)).toBe(0);
});

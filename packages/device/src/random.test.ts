import fc from 'fast-check';
import { expect, test } from 'vitest';
import { between, createRandom, gaussian, seedFor } from './random.ts';

const draw = (seed: number, count: number): number[] => {
  const random = createRandom(seed);
  return Array.from({ length: count }, random);
};

test('gives the published numbers of mulberry32 for seed 1', () => {
  const first = draw(1, 3).map((value) => Math.round(value * 2 ** 32));
  expect(first).toEqual([2693262067, 11749833, 2265367787]);
});

test('the same seed gives the same numbers, all in [0, 1)', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const numbers = draw(seed, 20);
      expect(numbers).toEqual(draw(seed, 20));
      expect(numbers.every((value) => value >= 0 && value < 1)).toBe(true);
    }),
  );
});

test('names get different seeds, and the same one again', () => {
  const seeds = Array.from({ length: 500 }, (_, index) => seedFor(42, `pump-${index}`));
  expect(new Set(seeds).size).toBe(500);
  expect(seedFor(42, 'pump-7')).toBe(seeds[7]);
  expect(seedFor(43, 'pump-7')).not.toBe(seeds[7]);
});

test('noise has mean 0 and deviation 1, ranges hold', () => {
  const random = createRandom(7);
  const noise = Array.from({ length: 5000 }, () => gaussian(random));
  const mean = noise.reduce((sum, value) => sum + value, 0) / noise.length;
  const variance = noise.reduce((sum, value) => sum + (value - mean) ** 2, 0) / noise.length;
  expect(Math.abs(mean)).toBeLessThan(0.05);
  expect(Math.abs(variance - 1)).toBeLessThan(0.1);
  expect(Array.from({ length: 100 }, () => between(random, 2, 3)).every((value) => value >= 2 && value < 3)).toBe(true);
});

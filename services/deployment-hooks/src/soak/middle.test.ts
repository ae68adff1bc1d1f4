import { describe, expect, it } from 'vitest';
import { growth, median } from './middle.ts';

describe('median', () => {
  it.each([
    [[7], 7],
    [[9, 1, 5], 5],
    [[10, 2, 4, 100], 7],
  ])('of %j is %d', (values, middle) => {
    expect(median(values)).toBe(middle);
  });

  it('of nothing is no number', () => {
    expect(median([])).toBeNaN();
  });
});

describe('growth', () => {
  it('is the step of values that grow evenly', () => {
    expect(growth([3, 5, 7, 9])).toBe(2);
    expect(growth([9, 9, 9])).toBe(0);
  });

  it('heeds no single jump', () => {
    expect(growth([0, 1, 2, 3, 900, 5, 6, 7, 8, 9])).toBe(1);
    expect(growth([0, 0, 0, 0, 0, 500, 500, 500, 500, 500].map((jump, place) => jump + place))).toBeLessThan(101);
  });

  it('of one value is no number', () => {
    expect(growth([1])).toBeNaN();
  });
});

import { describe, expect, it } from 'vitest';
import { median, slopes } from './middle.ts';

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

describe('slopes', () => {
  it('are those of every pair', () => {
    expect(slopes([3, 5, 7])).toEqual([2, 2, 2]);
    expect(slopes([0, 1, 4])).toEqual([1, 2, 3]);
    expect(slopes([1])).toEqual([]);
  });

  it('have a median that heeds no single jump', () => {
    expect(median(slopes([0, 1, 2, 3, 900, 5, 6, 7, 8, 9]))).toBe(1);
  });
});

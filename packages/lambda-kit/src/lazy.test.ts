import { describe, expect, it } from 'vitest';
import { lazy } from './lazy.ts';

describe('lazy', () => {
  it('makes nothing until asked, then one for all', async () => {
    let made = 0;
    const value = lazy(async () => ++made);
    expect(made).toBe(0);
    expect(await Promise.all([value(), value()])).toEqual([1, 1]);
    expect(await value()).toBe(1);
  });

  it.each([
    [
      'throws',
      () => {
        throw new Error('no');
      },
    ],
    ['rejects', () => Promise.reject(new Error('no'))],
  ])('tries again after making it %s', async (_how, fail) => {
    let attempts = 0;
    const value = lazy(() => (++attempts === 1 ? fail() : 'made'));
    const first = await Promise.allSettled([value(), value()]);
    expect(first.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await value()).toBe('made');
    expect(attempts).toBe(2);
  });
});

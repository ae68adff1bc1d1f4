import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { settleBounded } from './bounded.ts';

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('settleBounded', () => {
  it('tells of every item in order, and never runs more than it may', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean()), fc.integer({ min: 1, max: 5 }), async (items, concurrency) => {
        let running = 0;
        let most = 0;
        const outcomes = await settleBounded(items, concurrency, async (good) => {
          most = Math.max(most, ++running);
          await turn();
          running -= 1;
          if (!good) throw new Error('no');
        });
        expect(outcomes.map(({ status }) => status === 'fulfilled')).toEqual(items);
        expect(most).toBe(Math.min(items.length, concurrency));
      }),
      { numRuns: 40 },
    );
  });
});

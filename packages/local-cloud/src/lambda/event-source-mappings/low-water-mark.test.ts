import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLowWaterMark } from './low-water-mark.ts';

test('the mark is the last item before which everything is done, in whatever order it was done', () => {
  const orders = fc.integer({ min: 1, max: 30 }).chain((count) =>
    fc.shuffledSubarray(
      Array.from({ length: count }, (_, index) => index),
      { minLength: 1 },
    ),
  );
  fc.assert(
    fc.property(orders, (order) => {
      const mark = createLowWaterMark();
      for (let id = 0; id <= Math.max(...order); id += 1) mark.begin(String(id));
      const done = new Set<number>();
      let reached: string | undefined;
      for (const id of order) {
        done.add(id);
        reached = mark.done([String(id)]) ?? reached;
        let expected = -1;
        while (done.has(expected + 1)) expected += 1;
        expect(reached).toBe(expected < 0 ? undefined : String(expected));
      }
    }),
  );
});

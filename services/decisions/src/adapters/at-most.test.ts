import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { atMost } from './at-most.ts';

test('no more than so many run at once, in the order of the calls, and one that fails gives its place on', async () => {
  let now = 0;
  let most = 0;
  const begun: number[] = [];
  const run = atMost(3, async (index: number) => {
    begun.push(index);
    now += 1;
    most = Math.max(most, now);
    await turn();
    now -= 1;
    if (index % 4 === 0) throw new Error(`no ${index}`);
    return index * 10;
  });
  const settled = await Promise.allSettled(Array.from({ length: 20 }, (_, index) => run(index)));
  expect(most).toBe(3);
  expect(begun).toEqual(Array.from({ length: 20 }, (_, index) => index));
  expect(settled.map((each) => (each.status === 'fulfilled' ? each.value : undefined))).toEqual(
    Array.from({ length: 20 }, (_, index) => (index % 4 === 0 ? undefined : index * 10)),
  );
  expect(await run(1)).toBe(10);
});

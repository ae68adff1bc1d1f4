import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Incident, silenceOf, strainOf } from './incidents.ts';

/** How long each incident of two hours lasts, in seconds, and the pauses between them. */
const runsOf = ({ isOnAt }: Incident) => {
  const runs: { on: boolean; seconds: number }[] = [];
  for (let second = 0; second < 7_200; second += 1) {
    const on = isOnAt(second);
    const last = runs.at(-1);
    if (last?.on === on) last.seconds += 1;
    else runs.push({ on, seconds: 1 });
  }
  // The last one may be cut off.
  return runs.slice(0, -1);
};

const incidents = fc.record({ seed: fc.integer(), index: fc.integer({ min: 1, max: 999 }) });

test('a pump is well at first, strains for more than a minute and a half, and is well again for minutes', () => {
  fc.assert(
    fc.property(incidents, ({ seed, index }) => {
      const [well, ...runs] = runsOf(strainOf(seed, `pump-${index}`, true));
      expect(well).toMatchObject({ on: false });
      expect(well?.seconds).toBeLessThanOrEqual(61);
      expect(runs.length).toBeGreaterThan(10);
      for (const { on, seconds } of runs) expect(seconds).toBeGreaterThan(on ? 100 : 150);
    }),
    { numRuns: 20 },
  );
});

test('a device is silent for some minutes, and talks again for minutes', () => {
  fc.assert(
    fc.property(incidents, ({ seed, index }) => {
      const [talks, ...runs] = runsOf(silenceOf(seed, `pump-${index}`, true));
      expect(talks).toMatchObject({ on: false });
      expect(talks?.seconds).toBeLessThanOrEqual(121);
      expect(runs.length).toBeGreaterThan(10);
      for (const { seconds } of runs) expect(seconds).toBeGreaterThan(260);
    }),
    { numRuns: 20 },
  );
});

test('the same seed gives the same times; a device that has no incidents never has one', () => {
  expect(runsOf(strainOf(1, 'pump-5', true))).toEqual(runsOf(strainOf(1, 'pump-5', true)));
  expect(runsOf(strainOf(1, 'pump-5', true))).not.toEqual(runsOf(strainOf(2, 'pump-5', true)));
  expect(runsOf(strainOf(1, 'pump-5', false))).toEqual([]);
  expect(runsOf(silenceOf(1, 'pump-5', false))).toEqual([]);
});

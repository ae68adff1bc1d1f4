import type { ExpectedChange } from '@signalbox/releases';
import { expect, it } from 'vitest';
import { alike, candidate, decisionAt, failureLine, liveLine, otherLine, stable } from '../test/evidence.ts';
import type { EvidenceLine } from './candidate-evidence.ts';
import { compareEvidence } from './compare-evidence.ts';

const compare = (lines: readonly EvidenceLine[], expected: readonly ExpectedChange[] = [], now = 10_000_000) => {
  const comparing = compareEvidence({ stable, candidate, expected, now });
  for (const line of lines) comparing.add([line]);
  return comparing.end();
};

const moves: ExpectedChange = { rule: 'hot', change: 'moved', atMost: { byMs: 600_000 }, reason: 'later' };

it('tells what is alike from what differs, device by device and whichever side was sent', () => {
  const lines = [
    ...alike(decisionAt(1)),
    liveLine(decisionAt(2, { deviceId: 'pump-8' })),
    // In the cohort the candidate is sent.
    liveLine(decisionAt(3, { deviceId: 'pump-9' }), candidate),
    otherLine(decisionAt(3, { deviceId: 'pump-9', speed: 50 }), stable),
  ];
  const { differences, fleets, open, totals } = compare(lines);
  expect(differences.map(({ kind }) => kind).toSorted()).toEqual(['changed', 'removed']);
  expect(totals).toEqual({ identical: 1, decisionsBefore: { hot: 3 } });
  expect(open).toBe(0);
  expect([...fleets]).toEqual([
    ['pump-7', 'demo'],
    ['pump-8', 'demo'],
    ['pump-9', 'demo'],
  ]);
});

it('takes no notice of what the change of sets brought about, nor of other sets', () => {
  const handedOver = { ...decisionAt(1), cause: { type: 'timer', timer: 'release', dueAt: 1000 } as const };
  const { differences, fleets } = compare([liveLine(handedOver, candidate), liveLine(decisionAt(2), 'c'.repeat(64))]);
  expect(differences).toEqual([]);
  expect(fleets.size).toBe(1);
});

it('waits for what is declared to move, as long as it may', () => {
  const lines = [liveLine(decisionAt(1000))];
  expect(compare(lines, [moves], 1_600_000)).toMatchObject({ differences: [], open: 1 });
  expect(compare(lines, [moves], 1_660_000)).toMatchObject({ differences: [{ kind: 'removed' }], open: 0 });
  expect(compare(lines, [], 1_000_000)).toMatchObject({ differences: [{ kind: 'removed' }], open: 0 });
  const ofAnother = { ...moves, ruleSet: 'c'.repeat(12) };
  expect(compare(lines, [ofAnother], 1_000_000)).toMatchObject({ differences: [{ kind: 'removed' }] });
  const moved = compare([...lines, otherLine(decisionAt(1400))], [moves], 1_500_000);
  expect(moved).toMatchObject({ differences: [{ kind: 'moved', byMs: 400_000 }], open: 0 });
});

it('knows a candidate that fails from a rule that always did', () => {
  const lines = [
    failureLine(candidate, 'hot'),
    failureLine(candidate, 'hot', 'pump-8'),
    failureLine(stable, 'old'),
    failureLine(candidate, 'old'),
    failureLine(stable, 'gone'),
    failureLine(candidate),
    { ...failureLine(candidate, undefined, 'pump-9'), tooLarge: true } as EvidenceLine,
  ];
  const { failures, tooLarge } = compare(lines);
  expect(failures).toEqual([
    { rule: 'hot', times: 2, deviceId: 'pump-7', message: 'it is broken' },
    { times: 1, deviceId: 'pump-7', message: 'it is broken' },
  ]);
  expect([...tooLarge]).toEqual(['pump-9']);
});

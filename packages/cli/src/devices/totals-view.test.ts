import { expect, test } from 'vitest';
import { totalsLine } from './totals-view.ts';

const totals = { devices: 20, connected: 19, reported: 0, acknowledged: 0, dropped: 0, answers: {}, atMs: 0 };

test('says rates between two moments, what waits, and how commands ended', () => {
  const now = {
    ...totals,
    reported: 1300,
    acknowledged: 1200,
    dropped: 40,
    answers: { IN_PROGRESS: 3, SUCCEEDED: 2, REJECTED: 1 },
    atMs: 60_000,
  };
  expect(totalsLine(totals, now)).toBe(
    '19/20 connected  1,200 readings acknowledged (20/s)  60 waiting  40 dropped  commands 2 SUCCEEDED, 1 REJECTED',
  );
  expect(totalsLine(totals, totals)).toContain('commands none');
});

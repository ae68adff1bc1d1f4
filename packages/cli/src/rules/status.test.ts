import { emptyTimeline, promote, type RuleGateReport, setBaseline, startRelease } from '@signalbox/releases';
import { expect, test } from 'vitest';
import { isSettled, statusLines, statusOf } from './status.ts';

const [a, b] = ['a'.repeat(64), 'b'.repeat(64)] as const;
const begin = 1_764_000_000_000;
const change = { now: begin, by: 'automatic', reason: 'deployment d-2' };
const baseline = setBaseline(emptyTimeline, a, begin - 1_000);
const shadow = startRelease(baseline, b, change);
const all = promote(shadow, { ...change, to: 'all' });
const report: RuleGateReport = {
  ...({ releaseId: 'rules-bbbbbbbbbbbb-2', seq: 2, phase: 'shadow', evaluatedAt: begin, outcome: 'waiting' } as const),
  ...{ nextStepAt: begin + 90_000, candidateFailures: 0, statesTooLarge: 0, alarms: [], lines: ['nothing differs'] },
};

test('nothing was released', () => {
  const status = statusOf(emptyTimeline, undefined, begin);
  expect(isSettled(status)).toBe(true);
  expect(statusLines(status)).toEqual(['no rules were released yet: those that are deployed decide']);
});

test('what is written but does not hold yet is told as what comes', () => {
  const status = statusOf(shadow, undefined, begin);
  expect(status).toMatchObject({ entry: { phase: 'baseline' }, pending: { phase: 'shadow' } });
  expect(isSettled(status)).toBe(false);
  expect(statusLines(status)).toContain('then       shadow from 2025-11-24T16:00:30.000Z on');
});

test('a release that is under way: sets, next step, the last look', () => {
  const status = statusOf(shadow, report, begin + 30_000);
  expect(isSettled(status)).toBe(false);
  expect(statusLines(status).slice(0, 8)).toEqual([
    'phase      shadow',
    'release    rules-bbbbbbbbbbbb-2',
    'since      2025-11-24T16:00:30.000Z, by automatic: deployment d-2',
    `stable     ${a}`,
    `candidate  ${b}`,
    'next step  2025-11-24T16:01:30.000Z, in 1m',
    'last looked at 2025-11-24T16:00:00.000Z in shadow: waiting',
    '  nothing differs',
  ]);
});

test('a step that was taken since has no time of the one before', () => {
  const cohort = promote(shadow, change);
  expect(statusOf(cohort, report, begin + 60_000)).not.toHaveProperty('nextStepAt');
});

test('it is over when the last entry holds', () => {
  expect(isSettled(statusOf(all, report, begin + 29_000))).toBe(false);
  expect(isSettled(statusOf(all, report, begin + 30_000))).toBe(true);
});

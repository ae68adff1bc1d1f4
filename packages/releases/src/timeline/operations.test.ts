import { expect, test } from 'vitest';
import { assignmentOf } from './assignment.ts';
import { entryAt } from './entry-at.ts';
import { parseTimeline } from './parse-timeline.ts';
import { promote } from './promote.ts';
import { replaceStable, rollBack } from './roll-back.ts';
import { setBaseline, startRelease } from './start-release.ts';
import { currentRelease, emptyTimeline, lastEntry, type RuleTimeline } from './timeline.ts';

const [a, b, c] = ['a'.repeat(64), 'b'.repeat(64), 'c'.repeat(64)] as const;
const at = (now: number) => ({ now, by: 'ann', reason: 'because' });
const baseline = setBaseline(emptyTimeline, a, 1_000);
const shadow = startRelease(baseline, b, at(100_000));
const cohort = promote(shadow, at(200_000));
const all = promote(cohort, at(300_000));

const setsAt = (timeline: RuleTimeline, receivedAt: number, deviceId = 'pump-1') => {
  const entry = entryAt(timeline, receivedAt);
  return entry && assignmentOf(entry, deviceId);
};

test('a release goes by shadow and cohort to all, each from half a minute after it is written', () => {
  expect(all).toMatchObject({ version: 4, entries: [{ seq: 1 }, { seq: 2 }, { seq: 3 }, { seq: 4 }] });
  expect(lastEntry(cohort)).toEqual({
    ...{ seq: 3, releaseId: 'rules-bbbbbbbbbbbb-2', phase: 'cohort', stable: a, candidate: b, cohortPercent: 10 },
    ...{ effectiveAt: 230_000, writtenAt: 200_000, by: 'ann', reason: 'because' },
  });
  expect(setsAt(all, 0)).toEqual({ seq: 1, live: a });
  expect(setsAt(all, 129_999)).toEqual({ seq: 1, live: a });
  expect(setsAt(all, 130_000)).toEqual({ seq: 2, live: a, other: b });
  expect(setsAt(all, 330_000)).toEqual({ seq: 4, live: b });
});

test('in the cohort the candidate decides, and the stable set is in shadow', () => {
  const sets = Array.from({ length: 100 }, (_, index) => setsAt(cohort, 230_000, `pump-${index}`));
  const inCohort = sets.filter((each) => each?.live === b);
  expect(inCohort.length).toBeGreaterThan(0);
  expect(inCohort.length).toBeLessThan(30);
  expect(inCohort[0]).toEqual({ seq: 3, live: b, other: a });
});

test('nothing was released: nothing is said', () => {
  expect(entryAt(emptyTimeline, 5)).toBeUndefined();
  expect(currentRelease(emptyTimeline)).toBeUndefined();
});

test('a device that has seen more than the timeline knows is not decided by guess', () => {
  expect(() => entryAt(baseline, 5, 2)).toThrow(expect.objectContaining({ code: 'UNKNOWN_ENTRY' }));
  expect(entryAt(shadow, 5, 2)?.seq).toBe(2);
});

test('what cannot be done is refused by its code', () => {
  const codes = [
    () => setBaseline(baseline, b, 5),
    () => startRelease(emptyTimeline, b, at(5)),
    () => startRelease(shadow, c, at(5)),
    () => startRelease(baseline, a, at(5)),
    () => promote(baseline, at(5)),
    () => promote(cohort, { ...at(5), to: 'cohort', cohortPercent: 10 }),
    () => promote(shadow, { ...at(5), cohortPercent: 101 }),
    () => promote(shadow, { ...at(5), cohortPercent: Number.NaN }),
    () => rollBack(baseline, at(5)),
    () => rollBack(rollBack(all, at(5)), at(5)),
    () => replaceStable(emptyTimeline, a, at(5)),
    () => parseTimeline('{"version":1}'),
    () => parseTimeline('null'),
    () => parseTimeline('?'),
  ].map((operation) => {
    try {
      return operation();
    } catch (error) {
      return (error as { code?: unknown }).code;
    }
  });
  expect(codes).toEqual([
    ...['HAS_BASELINE', 'NO_BASELINE', 'UNDER_WAY', 'SAME_RULES', 'NOT_UNDER_WAY'],
    ...['NO_STEP', 'NO_STEP', 'NO_STEP', 'NOTHING_TO_ROLL_BACK', 'NOTHING_TO_ROLL_BACK', 'NO_BASELINE'],
    ...['UNREADABLE', 'UNREADABLE', 'UNREADABLE'],
  ]);
});

test('a cohort can be widened, and a step left out', () => {
  expect(lastEntry(promote(cohort, { ...at(5), to: 'cohort', cohortPercent: 50 }))).toMatchObject({
    cohortPercent: 50,
  });
  expect(lastEntry(promote(shadow, { ...at(5), to: 'all' }))).toMatchObject({ phase: 'all', stable: b });
});

test('a rollback drops the candidate, or takes the set before the last release', () => {
  expect(lastEntry(rollBack(cohort, at(5)))).toMatchObject({ phase: 'rolled-back', stable: a, cohortPercent: 100 });
  expect(lastEntry(rollBack(cohort, at(5)))).not.toHaveProperty('candidate');
  expect(lastEntry(rollBack(all, at(5)))).toMatchObject({
    phase: 'rolled-back',
    stable: a,
    releaseId: 'rules-bbbbbbbbbbbb-2',
  });
  const dropped = rollBack(startRelease(all, c, at(5)), at(6));
  expect(lastEntry(dropped)?.stable).toBe(b);
});

test('the stable set is replaced at once, and a candidate dropped', () => {
  expect(lastEntry(replaceStable(cohort, c, at(5)))).toMatchObject({ phase: 'all', stable: c });
  expect(lastEntry(replaceStable(cohort, a, at(5)))).toMatchObject({ phase: 'rolled-back', stable: a });
  expect(replaceStable(all, b, at(5))).toBe(all);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ReleaseError } from '../release-error.ts';
import { assignmentOf, cohortOf } from './assignment.ts';
import { entryAt, knownUntil } from './entry-at.ts';
import { parseTimeline } from './parse-timeline.ts';
import { promote } from './promote.ts';
import { replaceStable, rollBack } from './roll-back.ts';
import { setBaseline, startRelease } from './start-release.ts';
import { currentRelease, emptyTimeline, leadMs, maxEntries, type RuleTimeline, skewMs } from './timeline.ts';

const hashes = ['a', 'b', 'c'].map((letter) => letter.repeat(64));
const begin = 1_000_000;

const operation = fc.record({
  what: fc.constantFrom('start', 'promote', 'toAll', 'rollBack', 'replace'),
  hash: fc.constantFrom(...hashes),
  percent: fc.integer({ min: 1, max: 100 }),
  /** Clocks of writers differ a little. */
  after: fc.integer({ min: -2_000, max: 60_000 }),
});
type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never;

const apply = (timeline: RuleTimeline, { what, hash, percent }: Operation, now: number): RuleTimeline => {
  const change = { now, by: 'automatic', reason: 'test' };
  if (what === 'start') return startRelease(timeline, hash, change);
  if (what === 'promote') return promote(timeline, { ...change, cohortPercent: percent });
  if (what === 'toAll') return promote(timeline, { ...change, to: 'all' });
  return what === 'rollBack' ? rollBack(timeline, change) : replaceStable(timeline, hash, change);
};

/** Every timeline there was, oldest first; an operation that is refused changes nothing. */
const versionsOf = (operations: readonly Operation[]): RuleTimeline[] => {
  const versions = [setBaseline(emptyTimeline, hashes[0] ?? '', begin)];
  let now = begin;
  for (const each of operations) {
    now += each.after;
    const before = versions.at(-1) ?? emptyTimeline;
    try {
      versions.push(apply(before, each, now));
    } catch (error) {
      if (!(error instanceof ReleaseError)) throw error;
    }
  }
  return versions;
};

const operations = fc.array(operation, { maxLength: 40 });
const lastOf = (versions: readonly RuleTimeline[]): RuleTimeline => versions.at(-1) ?? emptyTimeline;
const times = fc.integer({ min: 0, max: begin + 2_000_000 });

test('entries count on, and never hold before one that was written earlier or sooner than the lead', () => {
  fc.assert(
    fc.property(operations, (list) => {
      const { version, entries } = lastOf(versionsOf(list));
      expect(entries.length).toBeGreaterThan(0);
      expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + version - entries.length + 1));
      for (const [index, entry] of entries.entries()) {
        if (index === 0) continue;
        expect(entry.effectiveAt).toBeGreaterThanOrEqual(entries[index - 1]?.effectiveAt ?? 0);
        expect(entry.effectiveAt).toBeGreaterThanOrEqual(entry.writtenAt + leadMs);
      }
    }),
  );
});

test('whoever reads a timeline knows every entry that matters until then, however late within the skew it was written', () => {
  fc.assert(
    fc.property(operations, times, fc.integer({ min: 0, max: skewMs }), times, (list, loadedAt, late, receivedAt) => {
      const versions = versionsOf(list);
      const full = lastOf(versions);
      const known = versions
        .filter(({ entries }) => entries.every(({ writtenAt }) => writtenAt + late <= loadedAt))
        .at(-1);
      fc.pre(known !== undefined && receivedAt < knownUntil(loadedAt));
      expect(entryAt(known ?? full, receivedAt)).toEqual(entryAt(full, receivedAt));
    }),
  );
});

test('a device never goes back to an earlier entry, in whatever order its records come', () => {
  fc.assert(
    fc.property(operations, fc.array(times, { maxLength: 20 }), (list, received) => {
      const timeline = lastOf(versionsOf(list));
      let applied = 0;
      for (const receivedAt of received) {
        const { seq } = entryAt(timeline, receivedAt, applied) ?? { seq: 0 };
        expect(seq).toBeGreaterThanOrEqual(applied);
        expect(seq).toBeGreaterThanOrEqual(entryAt(timeline, receivedAt)?.seq ?? 0);
        applied = seq;
      }
    }),
  );
});

test('a device has one live set, the sets are those of the entry, and a wider cohort keeps who was in', () => {
  const devices = fc.string({ minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(
      devices,
      fc.integer({ min: 1, max: 100 }),
      fc.integer({ min: 0, max: 99 }),
      (deviceId, percent, more) => {
        const change = { now: begin, by: 'automatic', reason: 'test' };
        const [a = '', b = ''] = hashes;
        const shadow = startRelease(setBaseline(emptyTimeline, a, begin), b, change);
        const liveAt = (cohortPercent: number) => {
          const entry = promote(shadow, { ...change, cohortPercent }).entries.at(-1);
          if (entry === undefined) throw new Error('no entry');
          const assignment = assignmentOf(entry, deviceId);
          expect(assignment).toEqual(assignmentOf(structuredClone(entry), deviceId));
          expect([assignment.live, assignment.other].sort()).toEqual([a, b]);
          return assignment.live;
        };
        expect(liveAt(percent) === b).toBe(cohortOf(deviceId) < percent * 100);
        if (liveAt(percent) === b) expect(liveAt(Math.min(100, percent + more))).toBe(b);
        expect(liveAt(100)).toBe(b);
      },
    ),
  );
});

test('a rollback ends what is under way, and there is an end to rolling back', () => {
  fc.assert(
    fc.property(operations, (list) => {
      const timeline = lastOf(versionsOf(list));
      const change = { now: begin * 10, by: 'automatic', reason: 'test' };
      const current = currentRelease(timeline);
      const rolledBack = current ? rollBack(timeline, change) : timeline;
      expect(currentRelease(rolledBack)).toBeUndefined();
      if (current) expect(rolledBack.entries.at(-1)).toMatchObject({ stable: current.stable, phase: 'rolled-back' });
      let last = rolledBack;
      const rollOn = () => {
        last = rollBack(last, change);
      };
      expect(() => [rollOn(), rollOn()]).toThrow(ReleaseError);
    }),
  );
});

test('only the last entries are kept, and text gives the same timeline', () => {
  const many = Array.from({ length: 150 }, (_, index) => index);
  const timeline = many.reduce(
    (before, index) => replaceStable(before, hashes[index % 2] ?? '', { now: begin, by: 'x', reason: 'y' }),
    setBaseline(emptyTimeline, hashes[2] ?? '', begin),
  );
  expect(timeline.entries).toHaveLength(maxEntries);
  expect(timeline.entries.at(-1)?.seq).toBe(151);
  expect(parseTimeline(JSON.stringify(timeline))).toEqual(timeline);
  expect(entryAt(timeline, 0)).toEqual(timeline.entries[0]);
});

test('the cohorts are even', () => {
  const devices = Array.from({ length: 10_000 }, (_, index) => `device-${index}`);
  const tenth = devices.filter((deviceId) => cohortOf(deviceId) < 1000).length;
  expect(tenth).toBeGreaterThan(900);
  expect(tenth).toBeLessThan(1100);
});

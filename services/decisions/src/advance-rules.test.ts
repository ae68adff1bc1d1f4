import type { TickRecord } from '@signalbox/contracts';
import {
  emptyTimeline,
  lastEntry,
  leadMs,
  promote,
  type RuleGateReport,
  type RuleRelease,
  type RuleTimeline,
  rollBack,
  setBaseline,
  startRelease,
} from '@signalbox/releases';
import { describe, expect, it } from 'vitest';
import { alike, candidate, decisionAt, failureLine, liveLine, otherLine, stable } from '../test/evidence.ts';
import { memoryTicks } from '../test/memory-ports.ts';
import { type AdvanceRulesPorts, advanceRules } from './advance-rules.ts';
import type { EvidenceLine } from './candidate-evidence.ts';
import type { FiringAlarm } from './ports.ts';

const minute = 60_000;
const start = 100 * minute;
const change = { by: 'ada', reason: 'a test' };
const shadow = startRelease(setBaseline(emptyTimeline, stable, 0), candidate, { ...change, now: start });
const releaseId = lastEntry(shadow)?.releaseId ?? '';
const cohort = promote(shadow, { ...change, now: start + 5 * minute, cohortPercent: 50 });

interface World {
  now: number;
  timeline: RuleTimeline;
  release?: RuleRelease;
  alarms: FiringAlarm[];
  lines: EvidenceLine[];
  time: boolean;
}

const setUp = (overrides: Partial<World> = {}) => {
  const release = { releaseId, candidate, stable, expected: [], startedAt: start };
  const world: World = {
    now: start + minute,
    timeline: shadow,
    release,
    alarms: [],
    lines: [],
    time: true,
    ...overrides,
  };
  const reports: RuleGateReport[] = [];
  const ticks = memoryTicks();
  const ports: AdvanceRulesPorts = {
    releases: {
      loadTimeline: async () => world.timeline,
      saveTimeline: async (next, before) => {
        if (before.version !== world.timeline.version) return 'conflict';
        world.timeline = next;
        return 'saved';
      },
      loadRuleRelease: async (id) => (id === releaseId ? world.release : undefined),
      saveGateReport: async (report) => void reports.push(report),
    },
    evidence: { keys: async (id) => (id === releaseId ? ['one'] : []), read: async () => world.lines },
    alarms: { firing: async () => world.alarms },
    settings: { shadowMinutes: 5, cohortMinutes: 10, cohortPercent: 50, ignoreAlarms: false },
    ...{ ticks, now: () => world.now, goOn: () => world.time },
  };
  return { world, reports, ticks, ports, run: () => advanceRules(ports) };
};

const phaseOf = ({ timeline }: World) => lastEntry(timeline)?.phase;

describe('a release that is well', () => {
  it('goes from shadow to cohort to all, each in its time, and then nothing happens', async () => {
    const { run, world } = setUp({ lines: alike(decisionAt(1)) });
    const seen: (string | undefined)[] = [];
    for (let minutes = 1; minutes < 20; minutes += 1) {
      world.now = start + minutes * minute;
      await run();
      seen.push(phaseOf(world));
    }
    // A phase counts from when it holds, half a minute after it was written.
    expect(seen.indexOf('cohort') + 1).toBe(6);
    expect(seen.indexOf('all') + 1).toBe(17);
    expect(world.timeline.entries.map(({ phase }) => phase)).toEqual(['baseline', 'shadow', 'cohort', 'all']);
    expect(world.timeline.entries.at(-2)).toMatchObject({ by: 'automatic', cohortPercent: 50 });
    world.now += 10 * minute;
    expect(await run()).toEqual({ ticks: 0, refused: [] });
  });

  it('says each minute how it stands', async () => {
    const { reports, run } = setUp({ lines: alike(decisionAt(1)) });
    const { report } = await run();
    expect(reports).toEqual([report]);
    expect(report).toMatchObject({
      ...{
        releaseId,
        seq: 2,
        phase: 'shadow',
        outcome: 'waiting',
        candidateFailures: 0,
        statesTooLarge: 0,
        alarms: [],
      },
      ...{ nextStepAt: start + leadMs + 5 * minute, verdict: { ok: true, identical: 1, differences: 0 } },
    });
  });

  it('may differ as declared', async () => {
    const expected = [{ rule: 'hot', change: 'added', atMost: { decisions: 1 }, reason: 'earlier' }] as const;
    const { run, world } = setUp({ lines: [otherLine(decisionAt(1))], now: start + 6 * minute });
    world.release = { releaseId, candidate, stable, expected, startedAt: start };
    expect((await run()).report).toMatchObject({ outcome: 'promoted', verdict: { ok: true, differences: 1 } });
  });

  it('does not go on upon evidence that there was no time to read', async () => {
    const { run, world } = setUp({ time: false, now: start + 60 * minute });
    const { report } = await run();
    expect(report).toMatchObject({ outcome: 'waiting', lines: [expect.stringContaining('no time')] });
    expect(phaseOf(world)).toBe('shadow');
  });
});

describe('a release that is not', () => {
  const firing = { name: 'signalbox-decisions-x-rules-failed', since: start + 1 };

  it.each([
    ['decides otherwise', { lines: [otherLine(decisionAt(1))] }, /1 decisions differ.*hot \(added\)/],
    ['fails', { lines: [failureLine(candidate, 'hot')] }, /rule hot failed 1 times, first on pump-7: it is broken/],
    ['fails as a whole', { lines: [failureLine(candidate)] }, /a whole side failed/],
    [
      'does not fit',
      { lines: [{ ...failureLine(candidate), tooLarge: true } as EvidenceLine] },
      /do not fit into the items of 1 devices: pump-7/,
    ],
    ['sets off an alarm', { alarms: [firing] }, /alarm signalbox-decisions-x-rules-failed is firing/],
  ])('is rolled back at once: it %s', async (_what, world, why) => {
    for (const timeline of [shadow, cohort]) {
      const { reports, run, world: after } = setUp({ ...world, timeline, now: start + 6 * minute });
      expect((await run()).report).toMatchObject({ outcome: 'rolled-back', lines: [expect.stringMatching(why)] });
      expect(reports).toHaveLength(1);
      expect(lastEntry(after.timeline)).toMatchObject({
        ...{ phase: 'rolled-back', stable, by: 'automatic', reason: expect.stringMatching(why) },
      });
    }
  });

  it('may differ in nothing if what was declared is not known', async () => {
    const { run, world } = setUp({ lines: [otherLine(decisionAt(1))] });
    delete world.release;
    expect((await run()).report?.outcome).toBe('rolled-back');
  });

  it('is not blamed for an alarm that was firing before, nor for any if they are ignored', async () => {
    const before = { ...firing, since: start - 1 };
    const { report } = await setUp({ alarms: [before] }).run();
    expect(report).toMatchObject({ outcome: 'waiting', lines: [expect.stringContaining('before the release began')] });
    const { ports } = setUp({ alarms: [firing] });
    const ignoring = await advanceRules({ ...ports, settings: { ...ports.settings, ignoreAlarms: true } });
    expect(ignoring.report).toMatchObject({ outcome: 'waiting', alarms: [firing.name] });
  });
});

it('two that run at once make one step', async () => {
  const { run, world } = setUp({ now: start + 6 * minute });
  const outcomes = (await Promise.all([run(), run()])).map(({ report }) => report?.outcome);
  expect(outcomes.toSorted()).toEqual(['promoted', undefined]);
  expect(world.timeline.entries).toHaveLength(3);
});

describe('ticks', () => {
  const devices = Array.from({ length: 40 }, (_, index) => `pump-${index}`);
  const lines = devices.flatMap((deviceId) => alike(decisionAt(1, { deviceId })));
  const ticked = (records: readonly TickRecord[]) => records.map(({ deviceId }) => deviceId).toSorted();

  const putAfter = async (timeline: RuleTimeline, afterMs: number) => {
    const at = (lastEntry(timeline)?.effectiveAt ?? 0) + afterMs;
    const { run, ticks } = setUp({ timeline, lines, now: at });
    await run();
    return ticked(ticks.records);
  };

  it('go to the devices that are decided by another set now, once it holds', async () => {
    expect(await putAfter(cohort, -1)).toEqual([]);
    const inCohort = await putAfter(cohort, 1);
    expect(inCohort.length).toBeGreaterThan(5);
    expect(inCohort.length).toBeLessThan(35);
    expect(await putAfter(cohort, 10 * minute)).toEqual([]);
    const all = promote(cohort, { ...change, now: start + 20 * minute });
    expect([...inCohort, ...(await putAfter(all, 1))].toSorted()).toEqual(devices.toSorted());
    const back = rollBack(cohort, { ...change, now: start + 20 * minute });
    expect(await putAfter(back, 1)).toEqual(inCohort);
    expect(await putAfter(rollBack(shadow, { ...change, now: start + 20 * minute }), 1)).toEqual([]);
    expect(await putAfter(shadow, 1)).toEqual([]);
  });

  it('that are not taken are said', async () => {
    const { ports } = setUp({ timeline: cohort, lines, now: (lastEntry(cohort)?.effectiveAt ?? 0) + 1 });
    const outcome = await advanceRules({ ...ports, ticks: memoryTicks(() => true) });
    expect(outcome).toMatchObject({
      ticks: 0,
      refused: expect.arrayContaining(['ProvisionedThroughputExceededException']),
    });
  });

  it('go to devices that only the set decided on that is live', async () => {
    const gone = [liveLine(decisionAt(1, { deviceId: 'pump-1' })), liveLine(decisionAt(1, { deviceId: 'pump-2' }))];
    const all = promote(shadow, { ...change, now: start + 20 * minute, to: 'all' });
    const { run, ticks } = setUp({ timeline: all, lines: gone, now: (lastEntry(all)?.effectiveAt ?? 0) + 1 });
    await run();
    expect(ticked(ticks.records)).toEqual(['pump-1', 'pump-2']);
  });
});

import { type EngineRecord, type Model, prepare, type Rule } from '@signalbox/decision-engine';
import { type ReleasedStates, stepReleased } from '@signalbox/decision-engine/release';
import {
  assignmentOf,
  currentRelease,
  emptyTimeline,
  entryAt,
  promote,
  type RuleTimeline,
  rollBack,
  setBaseline,
  startRelease,
} from '@signalbox/releases';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Crash, type Hazard, memoryBus, memoryStore } from '../test/memory-ports.ts';
import { fanRule, limits, operates, reports, ticks } from '../test/pump-records.ts';
import { rulesAt } from '../test/released.ts';
import { fromAttributes } from './adapters/device-item-attributes.ts';
import type { EvidenceLine } from './candidate-evidence.ts';
import { decideDevice } from './decide-device.ts';

const setOf = (hash: string, ...rules: Partial<Rule>[]): Model =>
  prepare({ name: 'default', hash, rules: rules.map((rule) => ({ ...fanRule, ...rule })) });

const hold: Partial<Rule> = { name: 'hold', forMs: 40_000, acknowledge: true };

const models: readonly Model[] = [
  setOf('a'.repeat(64), {}, hold),
  setOf('b'.repeat(64), { when: 'temperature >= 85' }, hold),
  setOf('c'.repeat(64), { ...hold, when: 'temperature >= 85' }, { name: 'cold', when: 'temperature < 75' }),
];

const byHash = new Map(models.map((model) => [model.ruleSet.hash, model]));
const hashOf = (index: number): string => models[index]?.ruleSet.hash ?? '';

/** 0 to 2: release that set; else on, or back. */
type Deed = { readonly at: number; readonly what: 0 | 1 | 2 | 'promote' | 'rollBack' };

const timelineOf = (deeds: readonly Deed[]): RuleTimeline => {
  let timeline = setBaseline(emptyTimeline, hashOf(0), 0);
  for (const { at: now, what } of deeds.toSorted((one, other) => one.at - other.at)) {
    const change = { now, by: 'ada', reason: 'a test' };
    try {
      if (what === 'promote') timeline = promote(timeline, { ...change, cohortPercent: 50 });
      else if (what === 'rollBack') timeline = rollBack(timeline, change);
      else timeline = startRelease(timeline, hashOf(what), change);
    } catch {
      // There was nothing to do it to.
    }
  }
  return timeline;
};

const second = 1000;
const span = 600;

const deedArbitrary: fc.Arbitrary<Deed> = fc.record({
  at: fc.integer({ min: 0, max: span }).map((seconds) => seconds * second),
  what: fc.constantFrom(
    0 as const,
    1 as const,
    2 as const,
    'promote' as const,
    'promote' as const,
    'rollBack' as const,
  ),
});

/** One that came late was received before the one in front of it. */
const placedArbitrary = fc.record({
  gap: fc.integer({ min: 1, max: 60 }),
  late: fc.constantFrom(0, 0, 0, 0, 45_000),
  make: fc.oneof(
    {
      weight: 5,
      arbitrary: fc.constantFrom(70, 78, 87, 95).map((degrees) => (sequence: number) => reports(sequence, [degrees])),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom(80, 93, null).map((limit) => (sequence: number) => limits(sequence, limit)),
    },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom('ACKNOWLEDGE' as const, 'SNOOZE' as const)
        .map((operation) => (sequence: number) => operates(sequence, operation, 'hold')),
    },
    { weight: 2, arbitrary: fc.constant(ticks) },
  ),
});

const recordsOf = (
  placed: readonly { gap: number; late: number; make: (sequence: number) => EngineRecord }[],
  deviceId: string,
): EngineRecord[] => {
  let seconds = 0;
  return placed.map(({ gap, late, make }, index) => {
    seconds += gap;
    const position = { shardId: 'shardId-0', sequenceNumber: String(index + 1) };
    return { ...make(seconds), deviceId, position, receivedAt: Math.max(seconds * second - late, 0) };
  });
};

/** All records at once, by the engine alone. */
const expectedOf = (timeline: RuleTimeline, records: readonly EngineRecord[]) => {
  let states: ReleasedStates | undefined;
  const live: string[] = [];
  const other: string[] = [];
  for (const record of records) {
    const entry = entryAt(timeline, record.receivedAt, states?.seq ?? 0);
    if (!entry) throw new Error('the timeline has a baseline');
    const sets = assignmentOf(entry, record.deviceId);
    const next = stepReleased((hash) => byHash.get(hash), states, sets, record, entry.effectiveAt);
    states = next.states;
    live.push(...next.actions.map(({ decisionId }) => decisionId));
    // What the other side still did when it had ended already is of no interest.
    if (entry.candidate !== undefined) other.push(...next.otherActions.map(({ decisionId }) => decisionId));
  }
  return { states, live, other };
};

const dyingAt = (moments: readonly number[]): Hazard => {
  let moment = 0;
  return () => {
    moment += 1;
    if (moments.includes(moment)) throw new Crash(`at moment ${moment}`);
  };
};

const idsOf = (lines: readonly EvidenceLine[], side: 'live' | 'other') =>
  lines.flatMap((line) => (line.side === side ? [line.decision.decisionId] : []));

const run = async (timeline: RuleTimeline, batches: readonly (readonly EngineRecord[])[], hazard: Hazard) => {
  const [store, bus] = [memoryStore(hazard), memoryBus(hazard)];
  const lines: EvidenceLine[] = [];
  let clock = 0;
  // What was not written yet when this process reads is not there.
  const known = (): RuleTimeline => {
    const entries = timeline.entries.filter(({ writtenAt }) => writtenAt <= clock);
    return { version: entries.length, entries };
  };
  let own = 0;
  for (const batch of batches) {
    clock = Math.max(clock, ...batch.map(({ receivedAt }) => receivedAt));
    for (let done = false; !done; ) {
      // Versions with other rules of their own take turns, as while code is released.
      own += 1;
      const order = [models[own % 3] as Model, ...models];
      try {
        const rules = rulesAt(known, order, () => clock);
        const outcome = await decideDevice({ store, bus, now: () => clock, rules })(batch);
        expect(outcome.failure).toBeUndefined();
        lines.push(...outcome.evidence.map(({ line }) => line));
        done = true;
      } catch (error) {
        if (!(error instanceof Crash)) throw error;
      }
    }
  }
  const attributes = store.table.get(batches[0]?.[0]?.deviceId ?? '');
  return { item: attributes && fromAttributes(attributes), bus, lines };
};

const cut = <T>(list: readonly T[], sizes: readonly number[]): T[][] => {
  const batches: T[][] = [];
  for (let at = 0, turn = 0; at < list.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    batches.push(list.slice(at, at + size));
    at += size;
  }
  return batches;
};

const common = [
  fc.array(deedArbitrary, { maxLength: 10 }),
  fc.array(placedArbitrary, { minLength: 1, maxLength: 30 }),
  fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 5 }),
  // In and out of a cohort of half of the devices.
  fc.constantFrom('pump-1', 'pump-2', 'pump-3', 'pump-4'),
] as const;

it('decides in batches, by versions with any rules of their own, as the engine does over all records at once', async () => {
  let [decided, besides, underWay] = [0, 0, 0];
  const property = fc.asyncProperty(...common, async (deeds, placed, sizes, deviceId) => {
    const timeline = timelineOf(deeds);
    const records = recordsOf(placed, deviceId);
    const expected = expectedOf(timeline, records);
    const { bus, item, lines } = await run(timeline, cut(records, sizes), () => undefined);
    expect(bus.events.map(({ decisionId }) => decisionId)).toEqual(expected.live);
    expect(idsOf(lines, 'other')).toEqual(expected.other);
    expect(item?.state).toEqual(expected.states?.live.state);
    expect(item?.other).toEqual(expected.states?.other);
    decided += expected.live.length;
    besides += expected.other.length;
    underWay += Number(currentRelease(timeline) !== undefined);
  });
  await fc.assert(property, { numRuns: 400 });
  // It saw what it is about.
  expect(Math.min(decided, besides, underWay)).toBeGreaterThan(20);
});

it('loses no decision and makes none twice while rules are released, wherever it is killed', async () => {
  const moments = fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 12 });
  const property = fc.asyncProperty(...common, moments, async (deeds, placed, sizes, deviceId, dying) => {
    const timeline = timelineOf(deeds);
    const records = recordsOf(placed, deviceId);
    const expected = expectedOf(timeline, records);
    const { bus, item } = await run(timeline, cut(records, sizes), dyingAt(dying));
    const said = new Set([...bus.events, ...(item?.outbox ?? [])].map(({ decisionId }) => decisionId));
    expect(said).toEqual(new Set(expected.live));
    expect(item?.state).toEqual(expected.states?.live.state);
    expect(item?.other).toEqual(expected.states?.other);
  });
  await fc.assert(property, { numRuns: 300 });
});

import { type EngineRecord, initialState, nextDueAt, prepare } from '@signalbox/decision-engine';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Crash, type Hazard, memoryBus, memoryStore, memoryTicks } from '../test/memory-ports.ts';
import { fanModel, fanRule, fanRules, limits, operates, reports, ticks } from '../test/pump-records.ts';
import { advanceAlone, ownRules } from '../test/released.ts';
import { decideDevice } from './decide-device.ts';
import { sweep } from './sweep.ts';

/** Dies at the moments whose number is in the list; once each, as a process does. */
const dyingAt = (moments: readonly number[]): Hazard => {
  let moment = 0;
  return () => {
    moment += 1;
    if (moments.includes(moment)) throw new Crash(`at moment ${moment}`);
  };
};

const untilItWorks = async (work: () => Promise<unknown>): Promise<void> => {
  for (;;) {
    try {
      await work();
      return;
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
    }
  }
};

const minute = 60_000;

const { clear: _clear, ...clearsQuietly } = fanRule;

/** What may come for a device: messages, what an operator does, and time. */
const recordArbitrary: fc.Arbitrary<(sequence: number) => EngineRecord> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .array(fc.constantFrom(70, 85, 95), { minLength: 1, maxLength: 3 })
      .map((temperatures) => (sequence: number) => reports(sequence, temperatures)),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(80, 93, 99, null).map((limit) => (sequence: number) => limits(sequence, limit)),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('ACKNOWLEDGE' as const, 'RESET' as const, 'SNOOZE' as const)
      .map((operation) => (sequence: number) => operates(sequence, operation)),
  },
  { weight: 1, arbitrary: fc.constant(ticks) },
);

const batchesArbitrary = fc.array(fc.array(recordArbitrary, { minLength: 1, maxLength: 4 }), {
  minLength: 1,
  maxLength: 6,
});
const momentsArbitrary = fc.uniqueArray(fc.integer({ min: 1, max: 80 }), { maxLength: 20 });

const idsOf = (decisions: readonly { decisionId: string }[]) => new Set(decisions.map(({ decisionId }) => decisionId));

it.each([
  ['at once', fanModel()],
  ['with an alarm to acknowledge', fanModel({ acknowledge: true })],
  ['held for two seconds', fanModel({ forMs: 2000, acknowledge: true })],
  [
    'after three times',
    prepare({ ...fanRules(), rules: [{ ...clearsQuietly, repeats: { count: 3, withinMs: 4000 } }] }),
  ],
  ['with a cooldown', fanModel({ cooldownMs: 5000 })],
])('loses no decision and makes none twice, wherever the functions are killed: %s', async (_what, model) => {
  const property = fc.asyncProperty(batchesArbitrary, momentsArbitrary, async (shape, moments) => {
    let sequence = 0;
    const batches = shape.map((batch) => batch.map((record) => record(++sequence)));
    const hazard = dyingAt(moments);
    const store = memoryStore(hazard);
    const bus = memoryBus(hazard);
    let clock = 0;
    const now = () => clock;
    const sweeper = memoryTicks();
    const decide = decideDevice({ store, bus, now, rules: ownRules(model) });
    for (const batch of batches) await untilItWorks(() => decide(batch));
    // Until nothing waits: each tick of the sweeper comes back on the stream.
    const all = batches.flat();
    for (let minutes = 1; minutes < 40; minutes += 1) {
      clock = minutes * minute;
      await sweep({ store, index: store, bus, ticks: sweeper, now, goOn: () => true });
      for (const { receivedAt } of sweeper.records.splice(0)) {
        sequence += 1;
        const record = { ...ticks(sequence), receivedAt };
        all.push(record);
        await untilItWorks(() => decide([record]));
      }
    }

    const expected = advanceAlone(model, initialState, all);
    expect(expected.failure).toBeUndefined();
    expect(idsOf(bus.events)).toEqual(idsOf(expected.decisions));
    expect(nextDueAt(expected.state)).toBeUndefined();
    expect(await store.dueBy(Number.MAX_SAFE_INTEGER)).toEqual([]);
  });
  await fc.assert(property, { numRuns: 150 });
});

it.each([
  ['before save', 'nothing was decided, and the batch comes again'],
  ['after save', 'the sweeper sends'],
  ['before emit', 'the sweeper sends'],
  ['after emit', 'the sweeper sends the same id again'],
])('killed %s: %s', async (when) => {
  let dies = true;
  const hazard: Hazard = (moment) => {
    if (!dies || moment !== when) return;
    dies = false;
    throw new Crash(when);
  };
  const store = memoryStore(hazard);
  const bus = memoryBus(hazard);
  const decide = decideDevice({ store, bus, rules: ownRules(fanModel()), now: () => 0 });
  await expect(decide([reports(1, [95])])).rejects.toThrow(Crash);
  await decide([reports(1, [95])]);
  await sweep({ store, index: store, bus, ticks: memoryTicks(), now: () => minute, goOn: () => true });
  expect(idsOf(bus.events)).toEqual(new Set(['hot/pump-7/shardId-0:1#0/0']));
  expect((await store.load('pump-7'))?.outbox).toEqual([]);
});

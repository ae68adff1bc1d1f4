import { type EngineRecord, initialState } from '@signalbox/decision-engine';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Crash, type Hazard, memoryBus, memoryStore, memoryTicks } from '../test/memory-ports.ts';
import { fanRules, reports } from '../test/pump-records.ts';
import { advance } from './advance.ts';
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

const ruleSet = fanRules();
const temperature = fc.constantFrom(70, 85, 95);
const batchArbitrary = fc.array(fc.array(temperature, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 4 });

it('loses no decision and makes none twice, wherever the functions are killed', async () => {
  const batchesArbitrary = fc.array(batchArbitrary, { minLength: 1, maxLength: 5 });
  const momentsArbitrary = fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 20 });
  const property = fc.asyncProperty(batchesArbitrary, momentsArbitrary, async (shape, moments) => {
    let sequence = 0;
    const batches = shape.map((batch) =>
      batch.map((temperatures) => {
        sequence += 1;
        return reports(sequence, temperatures);
      }),
    );
    const hazard = dyingAt(moments);
    const store = memoryStore(hazard);
    const bus = memoryBus(hazard);
    let clock = 0;
    const now = () => clock;
    const ticks = memoryTicks();
    const decide = decideDevice({ store, bus, now, ruleSet });
    for (const batch of batches) await untilItWorks(() => decide(batch));
    for (let minute = 1; minute < 40; minute += 1) {
      clock = minute * 60_000;
      await sweep({ store, index: store, bus, ticks, now, goOn: () => true });
    }

    const expected = advance(ruleSet, initialState, batches.flat() as EngineRecord[], Number.POSITIVE_INFINITY);
    const ids = (decisions: readonly { decisionId: string }[]) =>
      new Set(decisions.map(({ decisionId }) => decisionId));
    expect(ids(bus.events)).toEqual(ids(expected.decisions));
    expect(await store.dueBy(Number.MAX_SAFE_INTEGER)).toEqual([]);
  });
  await fc.assert(property, { numRuns: 300 });
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
  const decide = decideDevice({ store, bus, ruleSet, now: () => 0 });
  await expect(decide([reports(1, [95])])).rejects.toThrow(Crash);
  await decide([reports(1, [95])]);
  await sweep({ store, index: store, bus, ticks: memoryTicks(), now: () => 60_000, goOn: () => true });
  expect(new Set(bus.events.map(({ decisionId }) => decisionId))).toEqual(new Set(['hot/pump-7/shardId-0:1#0/0']));
  expect((await store.load('pump-7'))?.outbox).toEqual([]);
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EngineRecord } from './record.ts';
import { initialState } from './state.ts';
import { message, reloaded, ruleSetOf, run, tick } from './step.fixture.ts';

const ruleSet = ruleSetOf(
  {},
  { name: 'held', holdForMs: 3000 },
  {
    name: 'cold',
    set: { comparison: 'below', value: 75 },
    clear: { comparison: 'atOrAbove', value: 85 },
    maxAgeMs: 4000,
  },
);

interface Event {
  readonly after: number;
  readonly tick: boolean;
  readonly readings: readonly { readonly temperature: number; readonly age: number; readonly seq: number }[];
}

const event: fc.Arbitrary<Event> = fc.record({
  after: fc.integer({ min: 0, max: 2500 }),
  tick: fc.boolean(),
  readings: fc.array(
    fc.record({
      temperature: fc.integer({ min: 70, max: 95 }),
      age: fc.integer({ min: 0, max: 6000 }),
      seq: fc.nat(15),
    }),
    { minLength: 1, maxLength: 3 },
  ),
});

const events = fc.array(event, { minLength: 1, maxLength: 30 });

/** A stream of one device; clocks of the cloud may disagree by `disorder` ms from record to record. */
const stream = (happened: readonly Event[], disorder = 0): EngineRecord[] => {
  let clock = 100_000;
  return happened.map(({ after, tick: isTick, readings }, index) => {
    clock += after;
    const receivedAt = clock - (index % 3) * disorder;
    if (isTick) return tick(index * 10 + 10, receivedAt);
    const record = message(
      index * 10 + 10,
      receivedAt,
      readings.map(({ temperature }) => temperature),
    );
    const extras = readings.map(({ age, seq }) => ({ time: clock - age, seq }));
    return { ...record, readings: record.readings.map((reading, i) => ({ ...reading, ...extras[i] })) };
  });
};

/** A stream whose readings are numbered and timed by the device, strictly upwards. */
const numbered = (happened: readonly Event[]): EngineRecord[] => {
  let seq = 0;
  let time = 0;
  return stream(happened).map((record) =>
    record.kind === 'tick'
      ? record
      : {
          ...record,
          readings: record.readings.map((reading) => {
            seq += 1;
            time = Math.max(time + 1, reading.time);
            return { ...reading, seq, time };
          }),
        },
  );
};

const batchesOf = (records: readonly EngineRecord[], cuts: readonly number[]): EngineRecord[][] => {
  const borders = [...new Set(cuts.map((cut) => cut % (records.length + 1)))].sort((a, b) => a - b);
  return [0, ...borders].map((start, index) => records.slice(start, borders[index] ?? records.length));
};

/** Saves and loads between batches; a batch that changed nothing is not saved. */
const runBatches = (batches: readonly (readonly EngineRecord[])[]) => {
  let state = initialState;
  const decisions = batches.flatMap((batch) => {
    const result = run(ruleSet, batch, state);
    if (result.changed) state = reloaded(result.state);
    return result.decisions;
  });
  return { state, decisions };
};

const cutsArbitrary = fc.array(fc.nat(40), { maxLength: 8 });

describe('decisions depend on the stream alone', () => {
  it('not on how it was cut into batches', () => {
    fc.assert(
      fc.property(events, fc.nat(4000), cutsArbitrary, (happened, disorder, cuts) => {
        const records = stream(happened, disorder);
        expect(runBatches(batchesOf(records, cuts))).toEqual(runBatches([records]));
      }),
    );
  });

  it('not on how often and from where it is delivered again', () => {
    const redeliveries = fc.array(fc.tuple(fc.nat(30), fc.nat(30)), { maxLength: 6 });
    fc.assert(
      fc.property(events, fc.nat(4000), redeliveries, (happened, disorder, again) => {
        const records = stream(happened, disorder);
        // A reader never gets ahead of a retry: each time it goes back to `from` and then as far as `to`, or further.
        let reached = 0;
        const batches = again.map(([from, to]) => {
          const start = Math.min(from, reached);
          reached = Math.min(Math.max(to, reached), records.length);
          return records.slice(start, reached);
        });
        batches.push(records.slice(Math.min(reached, 3)));
        expect(runBatches(batches)).toEqual(runBatches([records]));
      }),
    );
  });

  it('not on messages that MQTT delivers twice, when the device numbers them', () => {
    const copies = fc.array(fc.tuple(fc.nat(30), fc.nat(30)), { maxLength: 5 });
    fc.assert(
      fc.property(events, copies, (happened, repeated) => {
        const records = numbered(happened);
        const withCopies = [...records];
        for (const [of, later] of repeated) {
          const original = records[of % records.length];
          if (original?.kind !== 'telemetry') continue;
          const place = withCopies.indexOf(original) + 1 + (later % (withCopies.length - withCopies.indexOf(original)));
          const before = withCopies[place - 1] ?? original;
          const sequenceNumber = String(BigInt(before.position.sequenceNumber) + 1n);
          if (withCopies.some(({ position }) => position.sequenceNumber === sequenceNumber)) continue;
          const position = { ...before.position, sequenceNumber };
          withCopies.splice(place, 0, { ...original, position, receivedAt: before.receivedAt });
        }
        expect(run(ruleSet, withCopies).decisions).toEqual(run(ruleSet, records).decisions);
      }),
    );
  });

  it('and every decision has an id of its own', () => {
    fc.assert(
      fc.property(events, (happened) => {
        const ids = run(ruleSet, stream(happened)).decisions.map(({ decisionId }) => decisionId);
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });
});

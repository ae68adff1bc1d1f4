import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Model } from './model.ts';
import { prepareWithoutIndex } from './plain-step.fixture.ts';
import { prepare } from './prepare.ts';
import { randomRules, randomStream } from './random-rules.fixture.ts';
import type { EngineRecord } from './record.ts';
import type { Rule } from './rules/rule.ts';
import { initialState } from './state.ts';
import { reloaded, run, tick } from './step.fixture.ts';
import { step } from './step.ts';

const setOf = (rules: readonly Rule[]) => ({ name: 'demo', hash: 'x', rules });
const modelOf = (rules: readonly Rule[]): Model => prepare(setOf(rules));

const batchesOf = (records: readonly EngineRecord[], cuts: readonly number[]): EngineRecord[][] => {
  const borders = [...new Set(cuts.map((cut) => cut % (records.length + 1)))].sort((a, b) => a - b);
  return [0, ...borders].map((start, index) => records.slice(start, borders[index] ?? records.length));
};

/** Saves and loads between batches; a batch that changed nothing is not saved. */
const runBatches = (model: Model, batches: readonly (readonly EngineRecord[])[]) => {
  let state = initialState;
  const decisions = batches.flatMap((batch) => {
    const result = run(model, batch, state);
    if (result.changed) state = reloaded(result.state);
    return result.decisions;
  });
  return { state, decisions };
};

const cuts = fc.array(fc.nat(40), { maxLength: 8 });

interface Swept {
  /** Before which record. */
  readonly place: number;
  /** How much earlier than whatever comes after it. */
  readonly earlierMs: number;
}

/** The stream with ticks in it. None is ahead of what comes after it: time that has passed has passed. */
const withTicks = (records: readonly EngineRecord[], swept: readonly Swept[]): EngineRecord[] =>
  records.flatMap((record, place) => {
    const latest = Math.min(...records.slice(place).map(({ receivedAt }) => receivedAt));
    const here = swept.filter((one) => one.place === place).slice(0, 9);
    const first = Number(record.position.sequenceNumber) - here.length;
    return [...here.map(({ earlierMs }, index) => tick(first + index, latest - earlierMs)), record];
  });

describe('decisions depend on the stream alone', () => {
  it('not on how it was cut into batches, nor on restarts between them', () => {
    fc.assert(
      fc.property(randomRules, randomStream({ disorderMs: 1500 }), cuts, (rules, records, at) => {
        const model = modelOf(rules);
        expect(runBatches(modelOf(rules), batchesOf(records, at))).toEqual(runBatches(model, [records]));
        expect(
          runBatches(
            model,
            records.map((record) => [record]),
          ),
        ).toEqual(runBatches(model, [records]));
      }),
    );
  });

  it('not on how often and from where it is delivered again', () => {
    const redeliveries = fc.array(fc.tuple(fc.nat(30), fc.nat(30)), { maxLength: 6 });
    fc.assert(
      fc.property(randomRules, randomStream({ disorderMs: 1500 }), redeliveries, (rules, records, again) => {
        const model = modelOf(rules);
        // A reader never gets ahead of a retry: each time it goes back to `from` and then as far as `to`, or further.
        let reached = 0;
        const batches = again.map(([from, to]) => {
          const start = Math.min(from, reached);
          reached = Math.min(Math.max(to, reached), records.length);
          return records.slice(start, reached);
        });
        batches.push(records.slice(Math.min(reached, 3)));
        expect(runBatches(model, batches)).toEqual(runBatches(model, [records]));
      }),
    );
  });

  it('not on when ticks come, nor how late', () => {
    const sweeps = fc.array(fc.record({ place: fc.nat(30), earlierMs: fc.nat(3000) }), { maxLength: 40 });
    fc.assert(
      fc.property(randomRules, randomStream({ disorderMs: 1500 }), sweeps, (rules, records, swept) => {
        const model = modelOf(rules);
        expect(run(model, withTicks(records, swept)).decisions).toEqual(run(model, records).decisions);
      }),
      { numRuns: 300 },
    );
  });

  it('and every decision has an id of its own', () => {
    fc.assert(
      fc.property(randomRules, randomStream({ disorderMs: 1500 }), (rules, records) => {
        const ids = run(modelOf(rules), records).decisions.map(({ decisionId }) => decisionId);
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });
});

describe('the index', () => {
  it('lets no rule miss a reading that does something to it', () => {
    fc.assert(
      fc.property(randomRules, randomStream({ disorderMs: 500 }), (rules, records) => {
        const indexed = modelOf(rules);
        const plain = prepareWithoutIndex(setOf(rules));
        let [state, plainState] = [initialState, initialState];
        for (const record of records) {
          const [one, other] = [step(indexed, state, record), step(plain, plainState, record)];
          expect(one).toEqual(other);
          [state, plainState] = [one.state, other.state];
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('any rules on any stream', () => {
  it('make a state that is plain JSON and does not grow', () => {
    fc.assert(
      fc.property(randomRules, randomStream(), (rules, records) => {
        const { state } = run(modelOf(rules), records);
        expect(reloaded(state)).toEqual(state);
        expect(JSON.stringify(state).length).toBeLessThan(300 + rules.length * 400);
      }),
    );
  });
});

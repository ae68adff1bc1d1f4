import type { Decision } from '@signalbox/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomRules, randomStream } from '../random-rules.fixture.ts';
import type { EngineRecord } from '../record.ts';
import type { Rule } from '../rules/rule.ts';
import { command, doing, run, tick } from '../step.fixture.ts';
import { type Entry, modelsOf, release, setOf } from './release.fixture.ts';
import type { Models } from './released-states.ts';

/** Streams of the fixture begin at 100 s and are some tens of seconds long. */
const start = 100_000;

const sets = fc.constantFrom(
  { live: 'a' },
  { live: 'b' },
  { live: 'a', other: 'b' },
  { live: 'b', other: 'a' },
  { live: 'c', other: 'a' },
);

/** A timeline that begins with `a` and goes through some of them. */
const randomTimeline: fc.Arbitrary<Entry[]> = fc
  .array(fc.tuple(sets, fc.integer({ min: 1, max: 12_000 })), { maxLength: 5 })
  .map((changes) => {
    let effectiveAt = start;
    const entries = changes.map(([inForce, afterMs], index) => {
      effectiveAt += afterMs;
      return { ...inForce, seq: index + 2, effectiveAt };
    });
    return [{ seq: 1, live: 'a', effectiveAt: 0 }, ...entries];
  });

/** Two sets that share some of their rules' names, and mostly their definitions. */
const relatedRules: fc.Arbitrary<[Rule[], Rule[]]> = fc
  .tuple(randomRules, randomRules, fc.array(fc.constantFrom('same', 'other', 'gone'), { minLength: 6, maxLength: 6 }))
  .map(([one, other, fates]) => {
    const kept = one.filter((_, index) => fates[index] === 'same');
    const names = new Set(kept.map(({ name }) => name));
    const changed = other.filter(({ name }, index) => fates[index] !== 'gone' && !names.has(name));
    return [one, [...kept, ...changed]];
  });

const single = (records: readonly EngineRecord[]): EngineRecord[][] => records.map((record) => [record]);

const batchesOf = (records: readonly EngineRecord[], cuts: readonly number[]): EngineRecord[][] => {
  const borders = [...new Set(cuts.map((cut) => cut % (records.length + 1)))].sort((a, b) => a - b);
  return [0, ...borders].map((from, index) => records.slice(from, borders[index] ?? records.length));
};

const modelsOfRules = ([one, other]: readonly [Rule[], Rule[]]): Models =>
  modelsOf(setOf('a', one), setOf('b', other), setOf('c', [...one].reverse()));

const stream = randomStream({ disorderMs: 1500 });

describe('stepReleased', () => {
  it('decides as a plain step when all sets are the same, whatever comes in force', () => {
    fc.assert(
      fc.property(randomRules, stream, randomTimeline, (rules, records, entries) => {
        const models = modelsOf(setOf('a', rules), setOf('b', rules), setOf('c', rules));
        const plain = run(setOf('x', rules), records);
        const released = release(models, entries, [records]);
        expect(released.decisions).toEqual(plain.decisions);
        expect(released.failures).toEqual(plain.failures);
        const machines = released.states?.live.state.machines ?? {};
        expect(machines).toEqual(plain.state.machines);
      }),
      { numRuns: 300 },
    );
  });

  it('steps both sides as plain steps do while the same sets are in force', () => {
    fc.assert(
      fc.property(relatedRules, stream, (rules, records) => {
        const entries = [{ seq: 1, live: 'a', other: 'b', effectiveAt: 0 }];
        const released = release(modelsOfRules(rules), entries, single(records));
        const [live, other] = rules.map((each) => run(setOf('x', each), records));
        expect(released.decisions).toEqual(live?.decisions);
        expect(released.failures).toEqual(live?.failures);
        expect(released.others).toEqual(other?.decisions);
        expect(released.states?.other?.state.machines ?? {}).toEqual(other?.state.machines);
      }),
    );
  });

  it('does not depend on how the stream was cut into batches, nor on restarts', () => {
    const cuts = fc.array(fc.nat(40), { maxLength: 8 });
    fc.assert(
      fc.property(relatedRules, stream, randomTimeline, cuts, (rules, records, entries, at) => {
        const whole = { ...release(modelsOfRules(rules), entries, [records]), saves: 0 };
        const cut = { ...release(modelsOfRules(rules), entries, batchesOf(records, at)), saves: 0 };
        expect(cut).toEqual(whole);
        expect({ ...release(modelsOfRules(rules), entries, single(records)), saves: 0 }).toEqual(whole);
      }),
      { numRuns: 300 },
    );
  });

  it('does not depend on how often and from where the stream is delivered again', () => {
    const redeliveries = fc.array(fc.tuple(fc.nat(30), fc.nat(30)), { maxLength: 6 });
    fc.assert(
      fc.property(relatedRules, stream, randomTimeline, redeliveries, (rules, records, entries, again) => {
        let reached = 0;
        const batches = again.map(([from, to]) => {
          const first = Math.min(from, reached);
          reached = Math.min(Math.max(to, reached), records.length);
          return records.slice(first, reached);
        });
        batches.push(records.slice(Math.min(reached, 3)));
        const { decisions, others, states } = release(modelsOfRules(rules), entries, batches);
        const whole = release(modelsOfRules(rules), entries, [records]);
        expect({ decisions, others, states }).toEqual({
          ...{ decisions: whole.decisions, others: whole.others, states: whole.states },
        });
      }),
      { numRuns: 300 },
    );
  });

  it('does not let the other side touch the live one, not even by throwing', () => {
    const faults = fc.constantFrom('none', 'no set', 'throws', 'machines throw');
    fc.assert(
      fc.property(relatedRules, stream, faults, fc.nat(20_000), ([one, other], records, fault, afterMs) => {
        const good = modelsOf(setOf('a', one), setOf('b', other));
        const models: Models = (hash) => {
          if (hash !== 'b' || fault === 'none') return good(hash);
          if (fault === 'no set') return undefined;
          if (fault === 'throws') throw new Error('cannot be compiled');
          const model = setOf('b', other);
          return {
            ...model,
            get machines(): never {
              throw new Error('broken');
            },
          };
        };
        const shadow = { seq: 2, live: 'a', other: 'b', effectiveAt: start + afterMs };
        const over = { seq: 3, live: 'a', effectiveAt: start + afterMs + 9000 };
        const released = release(models, [{ seq: 1, live: 'a', effectiveAt: 0 }, shadow, over], [records]);
        const plain = run(setOf('x', one), records);
        expect(released.decisions).toEqual(plain.decisions);
        expect(released.failures).toEqual(plain.failures);
        expect(released.states?.live.state.machines ?? {}).toEqual(plain.state.machines);
      }),
      { numRuns: 300 },
    );
  });

  it('gives every decision an id of its own', () => {
    fc.assert(
      fc.property(relatedRules, stream, randomTimeline, (rules, records, entries) => {
        const ids = release(modelsOfRules(rules), entries, [records]).decisions.map(({ decisionId }) => decisionId);
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });
});

const fan = ({ command: asked }: Extract<Decision, { command: unknown }>): boolean => asked.parameters['speed'] === 100;

/** Rules whose fan stands as the last of their decisions says. */
const switchedOn = (decisions: readonly Decision[]): string[] => {
  const on = new Map<string, boolean>();
  for (const decision of decisions) if ('command' in decision) on.set(decision.rule, fan(decision));
  return [...on].flatMap(([rule, isOn]) => (isOn ? [rule] : [])).sort();
};

const withFans = (rules: readonly Rule[]): Rule[] =>
  rules.map((rule) => ({ ...rule, ...doing(command(100)), onClear: [command(0)] }));

/** Who takes an alarm out of our hands leaves the world as it is. */
const byNobody = (record: EngineRecord): boolean => record.kind !== 'operation' || record.operation === 'ACKNOWLEDGE';

const isInOrder = (records: readonly EngineRecord[]): boolean =>
  records.every(({ receivedAt }, index) => receivedAt >= (records[index - 1]?.receivedAt ?? 0));

describe('the world', () => {
  it('is where the set in force says, after any way back and forth', () => {
    fc.assert(
      fc.property(relatedRules, stream, randomTimeline, ([one, other], records, entries) => {
        const models = modelsOfRules([withFans(one), withFans(other)]);
        const { decisions, states } = release(models, entries, [records.filter(byNobody)]);
        const isActive = (status: unknown): boolean => status === 'ACTIVE' || status === 'ACKNOWLEDGED';
        const machines = Object.entries(states?.live.state.machines ?? {});
        const active = machines.flatMap(([name, { status }]) => (isActive(status) ? [name] : []));
        expect(switchedOn(decisions)).toEqual(active.sort());
      }),
      { numRuns: 500 },
    );
  });

  it('does not depend on when ticks come', () => {
    const places = fc.array(fc.tuple(fc.nat(30), fc.nat(3000)), { maxLength: 20 });
    const change = fc.tuple(sets, fc.nat(20_000));
    const either = fc.oneof(stream, randomStream());
    fc.assert(
      fc.property(relatedRules, either, change, places, (rules, records, [inForce, afterMs], swept) => {
        const entries = [
          { seq: 1, live: 'a', effectiveAt: 0 },
          { ...inForce, seq: 2, effectiveAt: start + afterMs },
        ];
        const ticking = records.flatMap((record, place) => {
          const latest = Math.min(...records.slice(place).map(({ receivedAt }) => receivedAt));
          const here = swept.filter(([at]) => at === place).slice(0, 9);
          const first = Number(record.position.sequenceNumber) - here.length;
          return [...here.map(([, earlierMs], index) => tick(first + index, latest - earlierMs)), record];
        });
        const { decisions, others } = release(modelsOfRules(rules), entries, [records]);
        const ticked = release(modelsOfRules(rules), entries, [ticking]);
        expect(ticked.decisions).toEqual(decisions);
        // A record out of its order belongs to the shadow only if something had been saved in it before.
        if (isInOrder(records)) expect(ticked.others).toEqual(others);
      }),
      { numRuns: 300 },
    );
  });
});

import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomRules, randomStream } from '../random-rules.fixture.ts';
import { restoreState } from '../restore-state.ts';
import type { DeviceState } from '../state.ts';
import { message, type ruleOf, tick } from '../step.fixture.ts';
import { carryOver } from './carry-over.ts';
import { modelsOf, release, ruleSet, setOf } from './release.fixture.ts';

const sample = (name: string) => JSON.parse(readFileSync(new URL(`./samples/${name}`, import.meta.url), 'utf8'));

const isReadable = new Ajv({ allowUnionTypes: true }).compile(sample('state.schema.json'));

const problemsOf = (state: DeviceState | undefined): unknown => {
  if (state === undefined || isReadable(JSON.parse(JSON.stringify(state)))) return [];
  return isReadable.errors;
};

/** The stored item has the state of the live set; before rule releases there was no other. */
const goOn = (
  stored: unknown,
  records: Parameters<typeof release>[2][number],
  ...rules: Parameters<typeof ruleOf>[0][]
) => {
  const states = { seq: 0, live: { hash: 'a', state: restoreState(stored) } };
  const ran = release(modelsOf(ruleSet('a', ...rules)), [{ seq: 1, live: 'a', effectiveAt: 0 }], [records], states);
  expect(ran.failures).toEqual([]);
  return { ...ran, told: ran.decisions.map(({ decisionId, status }) => `${decisionId} ${status}`) };
};

const at = 1_764_000_000_000;

describe('states written before are gone on from', () => {
  const [blankOfFirst, set, held] = sample('states-of-version-1.json');
  const [blank, full] = sample('states-of-version-2.json');

  it('of a device of which nothing was remembered', () => {
    for (const state of [blankOfFirst, blank]) {
      expect(goOn(state, [message(1, 1000, 95)], {}).told).toEqual(['hot/pump-7/shardId-0:1#0/0 ACTIVE']);
    }
  });

  it('of the first version', () => {
    expect(goOn(set, [message(1, at + 1000, 70)], {}).told).toEqual(['hot/pump-7/shardId-0:1#0/0 NORMAL']);
    const waiting = { forMs: 4500 };
    expect(goOn(held, [tick(1, at + 9000)], waiting).told).toEqual([`hot/pump-7/for@${at + 5000}/0 ACTIVE`]);
  });

  it('of the second version, in every status', () => {
    const noData = { when: undefined, clear: undefined, noData: { afterMs: 600_000, toleranceMs: 0 } };
    const counting = { clear: undefined, repeats: { count: 3, withinMs: 30_000 } };
    const rules = [
      { name: 'hot' },
      { name: 'acknowledged', acknowledge: true, when: 'last(mode) == "eco"', clear: 'temperature < 80' },
      { name: 'latched', acknowledge: true },
      { name: 'snoozed' },
      { name: 'off' },
      { name: 'waiting', forMs: 61_000 },
      { name: 'cooling', cooldownMs: 600_000 },
      { name: 'counting', ...counting },
      { name: 'noisy', ...counting },
      { name: 'silent', ...noData },
    ];
    const records = [message(1, at + 5000, 96), message(2, at + 400_000, 20), tick(3, at + 2_000_000)];
    const { told, states } = goOn(full, records, ...rules);
    expect(told).toEqual([
      'latched/pump-7/shardId-0:1#0/0 ACTIVE',
      'counting/pump-7/shardId-0:1#0/0 ACTIVE',
      `counting/pump-7/quiet@${at + 35_000}/0 NORMAL`,
      `noisy/pump-7/quiet@${at + 35_000}/0 NORMAL`,
      `waiting/pump-7/for@${at + 60_000}/0 ACTIVE`,
      `cooling/pump-7/cooldown@${at + 300_000}/0 ACTIVE`,
      ...['hot', 'acknowledged', 'latched', 'waiting', 'cooling'].map((rule) =>
        expect.stringContaining(`${rule}/pump-7/shardId-0:2#0/0`),
      ),
      `silent/pump-7/noData@${at + 1_000_000}/0 ACTIVE`,
    ]);
    expect(states?.live.state.settings).toEqual(full.settings);
  });

  it('which are such as that version could write', () => {
    expect([blank, full].map(problemsOf)).toEqual([[], []]);
  });
});

describe('states written now are read by the version before', () => {
  it('on both sides of a release, and after it', () => {
    fc.assert(
      fc.property(randomRules, randomRules, randomStream(), fc.nat(20_000), (one, other, records, afterMs) => {
        const models = modelsOf(setOf('a', one), setOf('b', other));
        const effectiveAt = 100_000 + afterMs;
        const entries = [
          { seq: 1, live: 'a', effectiveAt: 0 },
          { seq: 2, live: 'a', other: 'b', effectiveAt },
          { seq: 3, live: 'b', effectiveAt: effectiveAt + 9000 },
        ];
        const { states } = release(models, entries, [records]);
        expect(problemsOf(states?.live.state)).toEqual([]);
        expect(problemsOf(states?.other?.state)).toEqual([]);
      }),
    );
  });

  it('when a rule goes on under another definition', () => {
    fc.assert(
      fc.property(randomRules, randomRules, randomStream(), (one, other, records) => {
        const [from, to] = [setOf('a', one), setOf('b', other)];
        const { states } = release(modelsOf(from), [{ seq: 1, live: 'a', effectiveAt: 0 }], [records]);
        if (states) expect(problemsOf(carryOver(states.live.state, from, to))).toEqual([]);
      }),
    );
  });

  it('which this test would find out: it refuses what that version did not know', () => {
    const { machines, ...rest } = sample('states-of-version-2.json')[1];
    expect(problemsOf({ ...rest, machines, release: 3 })).not.toEqual([]);
    expect(problemsOf({ ...rest, machines: { hot: { kind: 'rule', since: 5 } } })).not.toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import type { EngineRecord } from '../record.ts';
import { command, doing, message, operation, run, settings, tick } from '../step.fixture.ts';
import { type Entry, modelsOf, type ReleasedRun, release, ruleSet } from './release.fixture.ts';
import type { Models } from './released-states.ts';
import { SetNotAtHand } from './set-not-at-hand.ts';
import { stepReleased } from './step-released.ts';

/** `a` is hot from 90 on, `b` from 80 on. */
const models = modelsOf(ruleSet('a', {}), ruleSet('b', { when: 'temperature >= 80', clear: 'temperature < 70' }));

const baseline: Entry = { seq: 1, live: 'a', effectiveAt: 0 };
const shadow: Entry = { seq: 2, live: 'a', other: 'b', effectiveAt: 10_000 };
const cohort: Entry = { seq: 3, live: 'b', other: 'a', effectiveAt: 20_000 };
const all: Entry = { seq: 4, live: 'b', effectiveAt: 30_000 };
const back: Entry = { seq: 5, live: 'a', effectiveAt: 40_000 };

const speed = (decision: ReleasedRun['decisions'][number]): unknown =>
  'command' in decision ? [decision.decisionId.replace('/pump-7', ''), decision.command.parameters['speed']] : decision;

const inOneBatch = (records: readonly EngineRecord[], entries: readonly Entry[], from = models): ReleasedRun =>
  release(from, entries, [records]);

describe('a release that goes well', () => {
  const records = [
    message(1, 5000, 85),
    message(2, 12_000, 85),
    tick(3, 21_000),
    message(4, 25_000, 95),
    message(5, 31_000, 75),
    message(6, 35_000, 60),
  ];
  const ran = inOneBatch(records, [baseline, shadow, cohort, all]);

  it('tells in shadow what it would do, and hands the world over when it comes in force', () => {
    expect(ran.decisions.map(speed)).toEqual([
      ['hot/release@20000/0', 100],
      ['hot/shardId-0:6#0/0', 0],
    ]);
    expect(ran.others.map(speed)).toEqual([
      ['hot/shardId-0:2#0/0', 100],
      ['hot/shardId-0:4#0/0', 100],
    ]);
  });

  it('explains what it did in taking over', () => {
    expect(ran.decisions[0]).toMatchObject({
      cause: { type: 'timer', timer: 'release', dueAt: 20_000 },
      ...{ decidedAt: 20_000, rule: 'hot', ruleSet: 'demo', status: 'ACTIVE', severity: 'warning' },
      reason: 'another rule set took over, under which this is active',
    });
  });

  it('leaves one state', () => {
    expect(ran.states).toMatchObject({ seq: 4, live: { hash: 'b' } });
    expect(ran.states).not.toHaveProperty('other');
  });
});

describe('a release that is rolled back', () => {
  it('takes back what only the candidate stood for, in the cohort', () => {
    const records = [message(1, 12_000, 85), message(2, 21_000, 85), tick(3, 41_000), message(4, 42_000, 85)];
    const ran = inOneBatch(records, [baseline, shadow, cohort, back]);
    expect(ran.decisions.map(speed)).toEqual([
      ['hot/release@20000/0', 100],
      ['hot/release@40000/0', 0],
    ]);
    expect(ran.decisions[1]).toMatchObject({ status: 'NORMAL' });
    expect(ran.states?.live.state.machines).toEqual({});
  });

  it('keeps beside the candidate the very state that the stable set had', () => {
    const records = [message(1, 12_000, 85), tick(2, 21_000), message(3, 25_000, 95), message(4, 41_000, 85)];
    const ran = inOneBatch(records, [baseline, shadow, cohort, back]);
    expect(ran.others.map(speed)).toEqual([
      ['hot/shardId-0:1#0/0', 100],
      ['hot/shardId-0:3#0/0', 100],
    ]);
    expect(ran.decisions.map(speed)).toEqual([['hot/release@20000/0', 100]]);
    expect(ran.states?.live.state.machines).toMatchObject({ hot: { status: 'ACTIVE', activatedAt: 25_000 } });
  });

  it('carries over what there is when the old set has no state any more', () => {
    const records = [message(1, 31_000, 85), message(2, 41_000, 75)];
    expect(inOneBatch(records, [baseline, all, back]).decisions.map(speed)).toEqual([
      ['hot/shardId-0:1#0/0', 100],
      ['hot/shardId-0:2#0/0', 0],
    ]);
  });

  it('is not undone or done again by records that come again', () => {
    const records = [message(1, 12_000, 85), message(2, 21_000, 85), message(3, 22_000, 86), tick(4, 41_000)];
    const entries = [baseline, shadow, cohort, back];
    const once = release(models, entries, [records]);
    const again = release(models, entries, [records.slice(0, 3), records, records.slice(1)]);
    expect(again.decisions).toEqual(once.decisions);
    expect(again.states).toEqual(once.states);
  });

  it('does not happen at a record that was applied before other sets came in force', () => {
    const kept = release(models, [baseline], [[message(5, 5000, 95)]]);
    const next = release(models, [baseline, back], [[message(4, 41_000, 60)]], kept.states);
    expect(next.states).toEqual(kept.states);
    expect(next.saves).toBe(0);
  });
});

describe('what is saved', () => {
  it('is nothing for a device that is well under both sets', () => {
    const records = [message(1, 5000, 20), message(2, 12_000, 21), message(3, 22_000, 22), tick(4, 41_000)];
    const ran = release(
      models,
      [baseline, shadow, cohort, back],
      records.map((record) => [record]),
    );
    expect(ran).toEqual({
      ...{ states: undefined, saves: 0, decisions: [], others: [] },
      ...{ failures: [], otherFailures: [], otherFailed: [] },
    });
  });

  it('is nothing while a branch of the live state does as the live one', () => {
    const records = [message(1, 5000, 95), message(2, 12_000, 95), message(3, 13_000, 94)];
    const ran = release(
      models,
      [baseline, shadow],
      records.map((record) => [record]),
    );
    expect(ran.saves).toBe(1);
    expect(ran.states).not.toHaveProperty('other');
  });

  it('is the exchange of the live set, once, also when there is nothing to hand over', () => {
    const records = [settings(1, 5000, { limit: 5 }), message(2, 31_000, 20), message(3, 32_000, 20)];
    const ran = release(
      models,
      [baseline, all],
      records.map((record) => [record]),
    );
    expect(ran.saves).toBe(2);
    expect(ran.states).toMatchObject({ seq: 4, live: { hash: 'b', state: { position: { sequenceNumber: '2' } } } });
  });

  it('is another state only if something changed', () => {
    const { states } = release(models, [shadow], [[message(1, 12_000, 85)]]);
    const next = stepReleased(models, states, { seq: 2, live: 'a', other: 'b' }, message(2, 13_000, 86), 10_000);
    expect(next.changed).toBe(false);
    expect(next.states).toBe(states);
  });
});

describe('timers', () => {
  const waiting = modelsOf(ruleSet('a', { forMs: 5000 }), ruleSet('b', { forMs: 5000, when: 'temperature >= 80' }));

  it('that were due before the exchange fire under the set that was in force then, whenever it is noticed', () => {
    const expected = [
      ['hot/for@15000/0', 100],
      ['hot/shardId-0:3#0/0', 0],
    ];
    const late = [message(1, 10_000, 95), message(3, 42_000, 60)];
    const inTime = [message(1, 10_000, 95), tick(2, 15_500), message(3, 42_000, 60)];
    expect(inOneBatch(late, [baseline, back, all], waiting).decisions.map(speed)).toEqual(expected);
    const entries = [baseline, { ...all, effectiveAt: 16_000 }];
    expect(inOneBatch(late, entries, waiting).decisions.map(speed)).toEqual(expected);
    expect(inOneBatch(inTime, entries, waiting).decisions.map(speed)).toEqual(expected);
  });

  it('that are due from then on are those of the new set: a wait of a changed rule starts anew', () => {
    const records = [message(1, 10_000, 95), message(2, 14_000, 95), message(3, 30_000, 95)];
    const entries = [baseline, { ...all, effectiveAt: 12_000 }];
    expect(inOneBatch(records, entries, waiting).decisions.map(speed)).toEqual([['hot/for@19000/0', 100]]);
  });
});

describe('a rule that the new set does not have', () => {
  const renamed = modelsOf(ruleSet('a', {}), ruleSet('b', { name: 'too-hot', ...doing(command(50)) }));

  it('asks for what it asks for when it clears', () => {
    const records = [message(1, 5000, 95), message(2, 31_000, 96)];
    expect(inOneBatch(records, [baseline, all], renamed).decisions.map(speed)).toEqual([
      ['hot/shardId-0:1#0/0', 100],
      ['hot/release@30000/0', 0],
      ['too-hot/shardId-0:2#0/0', 50],
    ]);
  });

  it('goes before the one that takes its place comes', () => {
    const records = [message(1, 5000, 95), message(2, 12_000, 95), tick(3, 31_000)];
    expect(inOneBatch(records, [baseline, shadow, all], renamed).decisions.map(speed)).toEqual([
      ['hot/shardId-0:1#0/0', 100],
      ['hot/release@30000/0', 0],
      ['too-hot/release@30000/0', 50],
    ]);
  });

  it('is reported if its set is not known any more', () => {
    const onlyNew: Models = (hash) => (hash === 'a' ? undefined : renamed(hash));
    const { states } = release(renamed, [baseline], [[message(1, 5000, 95)]]);
    const ran = release(onlyNew, [all], [[message(2, 31_000, 20)]], states);
    expect(ran.decisions).toEqual([]);
    expect(ran.failures).toEqual([
      expect.stringContaining('hot: Error: was active under a rule set that is not known'),
    ]);
    expect(ran.states).toMatchObject({ live: { hash: 'b', state: { machines: {} } } });
  });

  it('says nothing if it had been cleared, snoozed or disabled', () => {
    const latching = modelsOf(ruleSet('a', { acknowledge: true }), ruleSet('b', { name: 'too-hot', when: 'false' }));
    const ends = [
      message(2, 6000, 20),
      operation(2, 6000, 'SNOOZE', { snoozeMs: 90_000 }),
      operation(2, 6000, 'DISABLE'),
    ];
    for (const end of ends) {
      const records = [message(1, 5000, 95), end, tick(3, 31_000)];
      const rules = inOneBatch(records, [baseline, all], latching).decisions.map(speed);
      expect(rules).not.toContainEqual(['hot/release@30000/0', 0]);
    }
  });
});

describe('values that are not at hand', () => {
  const telling = { notification: { message: `\${temperature} °C` } };
  const asking = { command: { name: 'set-fan', parameters: { speed: `\${temperature}` } } };
  const told = modelsOf(ruleSet('a', { onClear: [asking, telling] }), ruleSet('b', { name: 'new', ...doing(telling) }));

  it('are unknown in a text; a command that needs one is reported, and the others go out', () => {
    const records = [message(1, 5000, 95), message(2, 12_000, 95), tick(3, 31_000)];
    const ran = inOneBatch(records, [baseline, shadow, all], told);
    expect(ran.decisions.slice(1)).toMatchObject([
      { decisionId: 'hot/pump-7/release@30000/0', notification: { message: 'unknown °C' } },
      { decisionId: 'new/pump-7/release@30000/0', notification: { message: 'unknown °C' } },
    ]);
    expect(ran.failures).toEqual(['hot: Error: a parameter of the command set-fan is unknown']);
  });
});

describe('the other side', () => {
  const records = [message(1, 12_000, 95), message(2, 13_000, 60)];

  it('that cannot be evaluated is reported, and the live one goes on', () => {
    const onlyLive: Models = (hash) => (hash === 'b' ? undefined : models(hash));
    const ran = inOneBatch(records, [shadow], onlyLive);
    expect(ran.otherFailed).toEqual([expect.any(SetNotAtHand), expect.any(SetNotAtHand)]);
    expect(ran.decisions).toEqual(run(ruleSet('x', {}), records).decisions);
  });

  it('that fails for a while keeps its state', () => {
    const { states } = release(models, [shadow], [[message(1, 12_000, 85)]]);
    const onlyLive: Models = (hash) => (hash === 'b' ? undefined : models(hash));
    const ran = release(onlyLive, [shadow], [[message(2, 13_000, 95)]], states);
    expect(ran.states?.other).toEqual(states?.other);
    expect(ran.decisions).toHaveLength(1);
  });

  it('has failures of its own', () => {
    const failing = modelsOf(
      ruleSet('a', {}),
      ruleSet('b', doing({ command: { name: 'set-fan', parameters: { speed: `\${pressure}` } } })),
    );
    const ran = inOneBatch(records, [shadow], failing);
    expect([ran.failures, ran.otherFailures]).toEqual([
      [],
      ['hot: Error: a parameter of the command set-fan is unknown'],
    ]);
  });
});

describe('the live set', () => {
  it('must be at hand', () => {
    expect(() => inOneBatch([message(1, 5000, 95)], [baseline], modelsOf())).toThrow(SetNotAtHand);
  });
});

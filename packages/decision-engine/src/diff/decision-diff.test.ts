import type { CommandDecision, Decision } from '@signalbox/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDecisionDiff, type DiffOptions } from './decision-diff.ts';
import type { Difference } from './difference.ts';

const minute = 60_000;

const decide = (seq: number, decidedAt: number, more: Partial<CommandDecision> = {}): CommandDecision => {
  const { rule = 'hot' } = more;
  return {
    decisionId: `${rule}/pump-7/shardId-0:${seq}#0/0`,
    ruleSet: 'signalbox',
    ...{ rule, fleet: 'demo', deviceId: 'pump-7', decidedAt, reason: `temperature 9${seq} >= 90`, status: 'ACTIVE' },
    cause: { type: 'reading', shardId: 'shardId-0', sequenceNumber: String(seq), reading: 0 },
    command: { name: 'set-fan', parameters: { speed: 100 } },
    ...more,
  };
};

const compare = (before: readonly Decision[], after: readonly Decision[], options: DiffOptions = {}) => {
  const diff = createDecisionDiff(options);
  const differences = [
    ...before.flatMap((decision) => diff.before(decision)),
    ...after.flatMap((decision) => diff.after(decision)),
    ...diff.end(),
  ];
  return { differences, identical: diff.identical };
};

const kinds = (differences: readonly Difference[]) =>
  differences.map((each) => (each.kind === 'moved' ? `moved ${each.byMs / minute}` : each.kind));

describe('the comparison of decisions', () => {
  it('finds no difference between a stream and itself, whatever its set is called and however it explains itself', () => {
    const before = [decide(1, 1 * minute), decide(2, 5 * minute)];
    const after = before.map((decision) => ({ ...decision, ruleSet: 'new', reason: 'temperature 95 >= 89' }));
    expect(compare(before, after)).toEqual({ differences: [], identical: 2 });
    expect(kinds(compare(before, after, { reasons: true }).differences)).toEqual(['changed', 'changed']);
  });

  it('tells what only one side decided', () => {
    const [one, other] = [decide(1, 0), decide(2, 1, { rule: 'cold' })];
    expect(compare([one], [other]).differences).toEqual([
      { kind: 'removed', before: one },
      { kind: 'added', after: other },
    ]);
  });

  it('tells the same decision that asks for something else, and not the order of its parameters', () => {
    const command = (parameters: Record<string, number>) => decide(1, 0, { command: { name: 'set-fan', parameters } });
    const before = command({ speed: 50, ramp: 1 });
    expect(compare([before], [command({ ramp: 1, speed: 50 })]).differences).toEqual([]);
    const after = command({ speed: 60, ramp: 1 });
    expect(compare([before], [after]).differences).toEqual([{ kind: 'changed', before, after }]);
  });

  it('tells what moved, and how far', () => {
    const [before, after] = [decide(5, 5 * minute), decide(2, 2 * minute)];
    expect(compare([before], [after]).differences).toEqual([
      { kind: 'moved', before, after, byMs: -3 * minute, changed: false },
    ]);
  });

  it('takes what moved to another reading for the same, although its values differ, and says so', () => {
    const notification = (seq: number, message: string) => {
      const { command: _command, ...rest } = decide(seq, seq * minute);
      return { ...rest, notification: { message } };
    };
    const { differences } = compare([notification(1, '91 °C')], [notification(3, '96 °C')]);
    expect(differences).toMatchObject([{ kind: 'moved', byMs: 2 * minute, changed: true }]);
  });

  it('does not take switching off for switching on', () => {
    const off = { status: 'NORMAL', command: { name: 'set-fan', parameters: { speed: 0 } } };
    expect(kinds(compare([decide(1, 0)], [decide(2, 1, off)]).differences)).toEqual(['removed', 'added']);
    const bare = (seq: number, speed: number) => {
      const { status: _status, ...rest } = decide(seq, seq, { command: { name: 'set-fan', parameters: { speed } } });
      return rest;
    };
    expect(kinds(compare([bare(1, 0)], [bare(2, 100)]).differences)).toEqual(['removed', 'added']);
  });

  it('does not look beyond the horizon', () => {
    const far = compare([decide(1, 0)], [decide(2, 11 * minute)], { horizonMs: 10 * minute });
    expect(kinds(far.differences)).toEqual(['removed', 'added']);
    const near = compare([decide(1, 0)], [decide(2, 10 * minute)], { horizonMs: 10 * minute });
    expect(kinds(near.differences)).toEqual(['moved 10']);
  });

  it('pairs the nearest', () => {
    const before = [decide(1, 0), decide(2, 30 * minute)];
    const after = [decide(3, 28 * minute)];
    expect(kinds(compare(before, after).differences)).toEqual(['removed', 'moved -2']);
    const shifted = [decide(4, 3 * minute), decide(5, 33 * minute), decide(6, 63 * minute)];
    expect(kinds(compare(before, shifted).differences)).toEqual(['moved 3', 'moved 3', 'added']);
  });

  it('gives up on a decision once nothing that is to come can be it', () => {
    const diff = createDecisionDiff({ horizonMs: 10 * minute });
    diff.before(decide(1, 0));
    expect(diff.advance(20 * minute)).toEqual([]);
    expect(kinds(diff.advance(20 * minute + 1))).toEqual(['removed']);
    expect(diff.end()).toEqual([]);
  });

  it('lets only so many wait', () => {
    const diff = createDecisionDiff({ maxWaiting: 3 });
    const differences = Array.from({ length: 10 }, (_, index) => diff.after(decide(index, index * minute))).flat();
    expect(kinds(differences)).toEqual(Array(7).fill('added'));
    expect(diff.end()).toHaveLength(3);
  });

  it('takes a decision that is told again for one', () => {
    const same = decide(1, 0);
    expect(compare([same, same], [same])).toEqual({ differences: [], identical: 1 });
  });
});

const streams = fc.uniqueArray(fc.record({ seq: fc.nat(60), jitter: fc.nat(3 * minute), off: fc.boolean() }), {
  selector: ({ seq }) => seq,
  maxLength: 30,
});

const streamOf = (entries: readonly { seq: number; jitter: number; off: boolean }[]) =>
  entries
    .map(({ seq, jitter, off }) => decide(seq, seq * minute + jitter, { status: off ? 'NORMAL' : 'ACTIVE' }))
    .sort((one, other) => one.decidedAt - other.decidedAt);

describe('properties', () => {
  it('every decision is accounted for exactly once', () => {
    fc.assert(
      fc.property(streams, streams, fc.integer({ min: 1, max: 40 }), (one, other, maxWaiting) => {
        const [before, after] = [streamOf(one), streamOf(other)];
        const { differences, identical } = compare(before, after, { horizonMs: 5 * minute, maxWaiting });
        const told = (side: 'before' | 'after') => differences.filter((each) => side in each).length + identical;
        expect([told('before'), told('after')]).toEqual([before.length, after.length]);
      }),
    );
  });

  it('giving up early, as time goes on, finds the same as waiting for the end', () => {
    const text = (differences: readonly Difference[]) => differences.map((each) => JSON.stringify(each)).sort();
    fc.assert(
      fc.property(streams, streams, (one, other) => {
        const [before, after] = [streamOf(one), streamOf(other)];
        const diff = createDecisionDiff({ horizonMs: 5 * minute });
        const live: Difference[] = [];
        const all = [...before.map((d) => ['before', d] as const), ...after.map((d) => ['after', d] as const)];
        for (const [side, decision] of all.sort(([, a], [, b]) => a.decidedAt - b.decidedAt)) {
          live.push(...diff[side](decision), ...diff.advance(decision.decidedAt));
        }
        live.push(...diff.end());
        expect(text(live)).toEqual(text(compare(before, after, { horizonMs: 5 * minute }).differences));
      }),
    );
  });
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readExpectedChanges } from '../expected-changes-file/index.ts';
import { differenceOf } from './difference.fixture.ts';
import { judge } from './judge.ts';

const candidate = 'c0ffee123456'.padEnd(64, '0');
const differences = fc.array(
  fc
    .tuple(
      fc.constantFrom('added', 'removed', 'moved', 'changed' as const),
      fc.constantFrom('hot', 'cold', 'true', 'no'),
      fc.constantFrom('pump-1', 'pump-2', 'pump-3'),
      fc.integer({ min: -3_600_000, max: 3_600_000 }),
    )
    .map(([kind, rule, deviceId, byMs]) => differenceOf(kind, rule, deviceId, byMs)),
  { maxLength: 30 },
);
const totals = fc.record({
  identical: fc.nat(100),
  decisionsBefore: fc.dictionary(fc.constantFrom('hot', 'cold', 'true'), fc.nat(100)),
});

test('what the verdict says to declare, declared, makes it pass; and fail for any other candidate', () => {
  fc.assert(
    fc.property(differences, totals, (list, all) => {
      const verdict = judge(list, all, [], candidate);
      expect(verdict.ok).toBe(list.length === 0);
      expect(verdict.differences).toBe(list.length);
      const start = verdict.lines.indexOf('changes:');
      if (list.length === 0) return;
      expect(start).toBeGreaterThan(0);
      const yaml = verdict.lines.slice(start).join('\n').replaceAll('reason: # say why', 'reason: meant');
      const expected = readExpectedChanges('expected-changes.yaml', yaml).changes;
      expect(judge(list, all, expected, candidate)).toMatchObject({ ok: true, unseen: [] });
      expect(judge(list, all, expected, 'f'.repeat(64)).ok).toBe(false);
    }),
  );
});

test('the order of the differences does not matter to the verdict', () => {
  fc.assert(
    fc.property(differences, totals, (list, all) => {
      const bare = (of: typeof list) =>
        judge(of, all, [], candidate).byRule.map(({ example: _example, byMs, ...rest }) => ({
          ...rest,
          far: Math.abs(byMs ?? 0),
        }));
      expect(bare([...list].reverse())).toEqual(bare(list));
    }),
  );
});

test('fewer differences are never worse', () => {
  fc.assert(
    fc.property(differences, totals, fc.nat(29), fc.integer({ min: 1, max: 10 }), (list, all, cut, most) => {
      const expected = (['added', 'removed', 'moved', 'changed'] as const).flatMap((change) =>
        ['hot', 'cold', 'true', 'no'].map((rule) => ({
          rule,
          change,
          atMost: { decisions: most, devices: 2 },
          reason: 'x',
        })),
      );
      if (judge(list, all, expected, candidate).ok) {
        expect(judge(list.slice(0, cut), all, expected, candidate).ok).toBe(true);
      }
    }),
  );
});

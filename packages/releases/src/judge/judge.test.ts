import { expect, test } from 'vitest';
import { differenceOf } from './difference.fixture.ts';
import type { Bounds, ExpectedChange } from './expected-change.ts';
import { judge } from './judge.ts';

const candidate = '0123456789ab'.padEnd(64, '0');
const totals = { identical: 7, decisionsBefore: { hot: 40 } };
const added = Array.from({ length: 12 }, (_, index) => differenceOf('added', 'hot', `pump-${10 + index}`));

const declared = (atMost: Bounds, more: Partial<ExpectedChange> = {}): ExpectedChange => ({
  ...{ rule: 'hot', change: 'added', atMost, reason: 'the limit is lower' },
  ...more,
});

test('without differences all is well', () => {
  expect(judge([], totals, [], candidate)).toEqual({
    ...{ ok: true, differences: 0, identical: 7, byRule: [], unseen: [], lines: [] },
  });
});

test('what is not declared is named: rule, devices, one of them before and after, and how to declare it', () => {
  const verdict = judge(added, totals, [], candidate);
  expect(verdict).toMatchObject({ ok: false, differences: 12, byRule: [{ decisions: 12, devices: 12, percent: 30 }] });
  expect(verdict.lines).toEqual([
    'rule hot: 12 decisions added on 12 devices; not declared',
    `  devices: ${Array.from({ length: 10 }, (_, index) => `pump-${10 + index}`).join(', ')} and 2 more`,
    '  for example pump-10:',
    '    before: nothing',
    '    after:  2025-11-24T16:00:00.000Z  ACTIVE  set-fan {"speed":100}  because temperature 95 >= 90',
    'if this is meant, declare it in releases/expected-changes.yaml (the bounds hold for each comparison, also those in shadow and cohort):',
    'changes:',
    '  - rule: "hot"',
    '    change: added',
    '    ruleSet: "0123456789ab"',
    '    atMost: { percent: 30 }',
    '    reason: # say why',
  ]);
});

test('a release of code can declare nothing, and is not told how', () => {
  const { ok, lines } = judge(added, totals, undefined, candidate);
  expect(ok).toBe(false);
  expect(lines.join('\n')).not.toContain('declare it');
});

test.each<[string, ExpectedChange, string | undefined]>([
  ['as many', declared({ decisions: 12, devices: 12, percent: 30 }), undefined],
  ['of that candidate', declared({ devices: 12 }, { ruleSet: '0123456789ab' }), undefined],
  ['fewer decisions', declared({ decisions: 11 }), 'more than declared: 12 decisions, 11 declared'],
  ['fewer devices', declared({ decisions: 12, devices: 3 }), 'more than declared: 12 devices, 3 declared'],
  [
    'fewer percent',
    declared({ percent: 29.5 }),
    "more than declared: 30 % of the rule's decisions before, 29.5 % declared",
  ],
  ['another rule', declared({ decisions: 12 }, { rule: 'cold' }), 'not declared'],
  ['another kind', declared({ decisions: 12 }, { change: 'removed' }), 'not declared'],
  ['another candidate', declared({ decisions: 12 }, { ruleSet: 'ffffffffffff' }), 'not declared'],
])('declared are %s', (_what, expected, problem) => {
  const verdict = judge(added, totals, [expected], candidate);
  expect([verdict.ok, verdict.byRule[0]?.problem]).toEqual([problem === undefined, problem]);
  if (verdict.ok)
    expect(verdict.lines).toEqual(['rule hot: 12 decisions added on 12 devices; declared: the limit is lower']);
});

test('one declaration that allows it is enough', () => {
  const expected = [declared({ decisions: 1 }), declared({ decisions: 12 }, { ruleSet: '0123456789ab' })];
  expect(judge(added, totals, expected, candidate).ok).toBe(true);
});

test('how far decisions moved is bounded both ways', () => {
  const moved = [differenceOf('moved', 'hot', 'pump-1', 30_000), differenceOf('moved', 'hot', 'pump-2', -90_500)];
  const by = (byMs: number) => judge(moved, totals, [declared({ byMs }, { change: 'moved' })], candidate);
  expect(by(90_500).ok).toBe(true);
  expect(by(90_000).byRule[0]).toMatchObject({
    byMs: -90_500,
    problem: expect.stringContaining('by up to 91s, 90s declared'),
  });
  expect(by(90_000).lines[0]).toContain('2 decisions moved on 2 devices, by up to 91s earlier;');
});

test('of a new rule, percents say nothing', () => {
  const verdict = judge(
    [differenceOf('added', 'new', 'pump-1')],
    totals,
    [declared({ percent: 500 }, { rule: 'new' })],
    candidate,
  );
  expect(verdict.byRule[0]?.problem).toContain('the rule decided nothing before');
  expect(verdict.lines.join('\n')).toContain('atMost: { decisions: 1, devices: 1 }');
});

test('what was declared and did not happen is told, if it is of this candidate', () => {
  const unseen = declared({ devices: 1 }, { change: 'removed' });
  const ofAnother = declared({ devices: 1 }, { change: 'removed', ruleSet: 'ffffffffffff' });
  const verdict = judge(added, totals, [declared({ devices: 12 }), unseen, ofAnother], candidate);
  expect(verdict).toMatchObject({ ok: true, unseen: [unseen] });
});

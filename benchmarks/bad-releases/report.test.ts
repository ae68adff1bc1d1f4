import { expect, test } from 'vitest';
import { rowOf, summaryOf, type Tried } from './report.ts';

const tried = (title: string, where: string, more: Partial<Tried> = {}): Tried => ({
  ...{ title, isGood: false, showsBeforeTraffic: true },
  outcome: {
    ...{ stopped: { where, by: '' }, commands: { wrong: [], missing: 0, seen: 1 }, published: 10, lost: 0, tookMs: 1 },
    exposedMs: where === 'before traffic' ? 0 : 30_000,
  },
  ...more,
});

test('the goals are reached when every fault is stopped, nothing is lost or wrong, and good releases stay', () => {
  const all = [tried('crash', 'before traffic'), tried('new rule', 'never', { isGood: true })];
  expect(summaryOf(all)).toMatchObject({ reached: true });
  expect(rowOf(all[0] ?? tried('none', ''))).toMatch(/crash +before traffic +0 +0 +0\/10 +never left/);
});

test('what did not go as it should is named', () => {
  const all = [
    tried('a', 'never'),
    tried('b', 'at 10 %'),
    tried('c', 'at 10 %', { showsBeforeTraffic: false }),
    tried('d', 'at 10 %', { isGood: true }),
  ];
  const { lines, reached } = summaryOf(all);
  expect(reached).toBe(false);
  expect(lines).toContain('faults stopped: 2/3 (goal: all)');
  expect(lines).toContain('not stopped: a');
  expect(lines).toContain('could have been stopped before traffic, and was stopped later: b');
  expect(lines).toContain('good, and stopped: d');
});

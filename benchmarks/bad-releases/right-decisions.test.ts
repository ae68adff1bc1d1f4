import type { Decision } from '@signalbox/contracts';
import type { RulePhase, TimelineEntry } from '@signalbox/releases';
import { expect, test } from 'vitest';
import { releasedRules, rightDecisions } from './right-decisions.ts';

const decision = (decisionId: string, timer: string, dueAt: number): Decision => ({
  ...{ decisionId, ruleSet: 'default', rule: 'hot', fleet: 'bench', deviceId: 'pump-1', decidedAt: dueAt, reason: '' },
  cause: { type: 'timer', timer, dueAt },
  command: { name: 'set-fan', parameters: { speed: 100 } },
});

const entry = (seq: number, phase: RulePhase, effectiveAt: number): TimelineEntry => ({
  ...{ seq, phase, releaseId: 'r', stable: 'old', cohortPercent: 100, effectiveAt, writtenAt: 0, by: '', reason: '' },
});

const entries = [entry(1, 'baseline', 0), entry(2, 'cohort', 100), entry(3, 'rolled-back', 200)];
const before = [decision('old', 'for', 150)];
const asReleased = [
  decision('new', 'for', 150),
  decision('into the cohort', 'release', 100),
  decision('back', 'release', 200),
];

test('what a bad release decides is wrong, and what hands the world back to the rules before is right', () => {
  const right = rightDecisions({ before, asReleased }, { version: 3, entries }, false);
  expect(right.map(({ decisionId }) => decisionId)).toEqual(['old', 'back']);
});

test('what the rules of a good release decide is right while they are in force', () => {
  expect(rightDecisions({ before, asReleased }, { version: 3, entries }, true)).toBe(asReleased);
  expect(releasedRules({ version: 3, entries })).toBe(true);
  expect(releasedRules({ version: 1, entries: entries.slice(0, 1) })).toBe(false);
});

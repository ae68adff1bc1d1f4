import type { RulePhase, RuleTimeline, TimelineEntry } from '@signalbox/releases';
import { expect, test } from 'vitest';
import type { AliasHistory } from './alias-watch.ts';
import { exposedMs, type Seen, whereStopped } from './where-stopped.ts';

const entry = (seq: number, phase: RulePhase): TimelineEntry => ({
  ...{ seq, phase, releaseId: 'r', stable: 'old', cohortPercent: 100, effectiveAt: seq * 60_000, writtenAt: 0 },
  ...(phase === 'shadow' || phase === 'cohort' ? { candidate: 'new' } : {}),
  ...{ by: 'automatic', reason: `because ${phase}` },
});

const timeline = (...phases: readonly RulePhase[]): RuleTimeline => ({
  version: phases.length,
  entries: phases.map((phase, index) => entry(index + 1, phase)),
});

const baseline = timeline('baseline');
const decide = 'signalbox-decisions-local-decide';

const seen = (more: Partial<Seen> = {}): Seen => ({
  ...{ code: 0, output: '', failed: [], aliases: new Map(), timelines: [baseline, baseline], ...more },
});

const alias = (mostPercent: number, isBack = true): ReadonlyMap<string, AliasHistory> =>
  new Map([[decide, { before: '1', mostPercent, isBack, ...(mostPercent > 0 && { from: 1_000, to: 31_000 }) }]]);

const failed = [{ functionName: decide, code: 'HOOK_EXECUTION_FAILURE', found: ['before: decisions: differ'] }];

test.each<[string, Partial<Seen>]>([
  ['never', {}],
  ['build', { code: 1 }],
  ['before traffic', { code: 1, failed, aliases: alias(0) }],
  ['at 10 %', { code: 1, failed, aliases: alias(10) }],
  [
    'at 10 %',
    { code: 1, failed: [{ functionName: 'sweep', code: 'MANUAL_STOP', found: [] }, ...failed], aliases: alias(10) },
  ],
  ['at 100 %', { code: 1, failed, aliases: alias(100) }],
  ['shadow', { timelines: [baseline, timeline('baseline', 'shadow', 'rolled-back')] }],
  ['cohort', { timelines: [baseline, timeline('baseline', 'shadow', 'cohort', 'rolled-back')] }],
  ['never', { timelines: [baseline, timeline('baseline', 'shadow', 'cohort', 'all')] }],
])('stopped: %s', (where, more) => {
  expect(whereStopped(seen(more)).where).toBe(where);
});

test('a build that is refused says why', () => {
  const output =
    'decisions › deploying\ndecisions › Error:\ndecisions › Two versions must share a role\ndecisions › error';
  expect(whereStopped(seen({ code: 1, output })).by).toBe('Two versions must share a role');
  expect(whereStopped(seen({ code: 1 })).by).toBe('exit code 1');
});

test('the new version had a part from its first invocation to its last, its rules from the cohort to the rollback', () => {
  expect(exposedMs(seen())).toBe(0);
  expect(exposedMs(seen({ aliases: alias(10) }))).toBe(30_000);
  expect(exposedMs(seen({ aliases: alias(100, false) }))).toBeUndefined();
  const rules = timeline('baseline', 'shadow', 'cohort', 'rolled-back');
  expect(exposedMs(seen({ timelines: [baseline, rules] }))).toBe(60_000);
});

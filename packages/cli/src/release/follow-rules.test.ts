import type { RulePhase, RuleTimeline, TimelineEntry } from '@signalbox/releases';
import { expect, test } from 'vitest';
import { followRules } from './follow-rules.ts';
import { memoryBook, start } from './release.fixture.ts';

const entry = (seq: number, phase: RulePhase): TimelineEntry => ({
  ...{ seq, phase, releaseId: phase === 'baseline' ? 'baseline' : 'rules-abc-2', stable: 'old' },
  ...(phase === 'shadow' || phase === 'cohort' ? { candidate: 'new' } : {}),
  cohortPercent: phase === 'cohort' ? 10 : 100,
  ...{ effectiveAt: start, writtenAt: start, by: 'automatic', reason: `now ${phase}` },
});

const timeline = (...phases: readonly RulePhase[]): RuleTimeline => ({
  version: phases.length,
  entries: phases.map((phase, index) => entry(index + 1, phase)),
});

const follow = async (
  before: RuleTimeline,
  timelines: readonly RuleTimeline[],
  stop = new AbortController().signal,
) => {
  const said: string[] = [];
  let pauses = 0;
  const pause = async () => void pauses++;
  const { book } = memoryBook(timelines);
  await followRules(before, { book, stop, say: (line) => said.push(line), pause });
  return { said, pauses };
};

const baseline = timeline('baseline');
const shadow = timeline('baseline', 'shadow');
const cohort = timeline('baseline', 'shadow', 'cohort');

test('it tells each phase, and ends with the last', async () => {
  const all = timeline('baseline', 'shadow', 'cohort', 'all');
  const { said, pauses } = await follow(baseline, [shadow, shadow, cohort, all]);
  expect(said.slice(1)).toEqual([
    'rules: shadow (now shadow)',
    'rules: cohort of 10 % of the devices (now cohort)',
    'rules: all (now all)',
  ]);
  expect(pauses).toBe(3);
});

test('rules that were rolled back are a failure', async () => {
  const back = timeline('baseline', 'shadow', 'rolled-back');
  await expect(follow(baseline, [shadow, back])).rejects.toMatchObject({ code: 'deployment-failed' });
});

test('without a release of rules, or with one that was under way before, there is nothing to follow', async () => {
  expect(await follow(baseline, [baseline])).toEqual({ said: [], pauses: 0 });
  expect(await follow(shadow, [shadow])).toEqual({ said: [], pauses: 0 });
});

test('Ctrl-C only ends the watching', async () => {
  await expect(follow(baseline, [shadow], AbortSignal.abort())).rejects.toMatchObject({ code: 'interrupted' });
});

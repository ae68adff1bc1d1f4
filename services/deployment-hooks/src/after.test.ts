import { type ActiveRelease, emptyTimeline, lastEntry, setBaseline } from '@signalbox/releases';
import { describe, expect, it } from 'vitest';
import { checksOf, deployment, functions, hook, linesOf, newProgress } from '../test/fakes.ts';
import { after } from './after.ts';

const [stable, candidate] = ['a'.repeat(64), 'b'.repeat(64)];
const rollback: ActiveRelease = { releaseId: 'rollback-1', kind: 'rollback', startedAt: 1, until: 2 };

/** Runs the hook; each version has this many failures in 100 invocations. */
const run = async (
  kind: string,
  {
    failures = 0,
    refused = 0,
    active,
    rules = candidate,
    currentRules = '',
    takesBack = false,
  }: {
    failures?: number;
    refused?: number;
    active?: ActiveRelease;
    rules?: string;
    currentRules?: string;
    takesBack?: boolean;
  },
) => {
  const progress = newProgress();
  let timeline = setBaseline(emptyTimeline, stable, 1000);
  const check = after({
    deployments: { read: async () => ({ ...deployment(), takesBack }) },
    functions: functions(kind).made,
    source: {
      read: async (queries, from) =>
        queries.map(({ dimensions, name, statistic }) => {
          if (name === 'RequestsRejected') return from < 1_000_000 ? 0 : refused;
          if (statistic === 'SampleCount') return 100;
          return name === 'RecordsFailed' && dimensions['version'] === '4' ? failures : 0;
        }),
    },
    active: async () => active,
    rulesOf: async (_name, version) => (version === '4' ? rules : currentRules) || undefined,
    rules: {
      load: async () => timeline,
      save: async (next) => {
        timeline = next;
        return 'saved';
      },
      saveRuleRelease: async () => undefined,
      ...{ expected: [], now: () => 2_000_000 },
    },
    ...{ stage: 'x', waitMs: 0, now: () => 2_000_000, sleep: async () => undefined },
  });
  await check(hook, progress);
  return { progress, last: lastEntry(timeline) };
};

describe('after', () => {
  it('has the rules of what a stack is taken back to decide at once, whatever the figures say', async () => {
    const { last, progress } = await run('decide', { failures: 50, takesBack: true, currentRules: stable });
    expect(progress.ok).toBe(true);
    expect(last).toMatchObject({ phase: 'all', stable: candidate });
  });

  it('begins the release of rules when all is well', async () => {
    const { last, progress } = await run('decide', {});
    expect(checksOf(progress)).toMatchObject({
      'metrics: the target against the current version': true,
      'rules: their release': true,
    });
    expect(last).toMatchObject({ phase: 'shadow', candidate });
  });

  it('does not when a metric is worse', async () => {
    const { last, progress } = await run('decide', { failures: 50 });
    expect(linesOf(progress)).toContain('RecordsFailed: 50 in 100 invocations');
    expect([progress.ok, last?.phase]).toEqual([false, 'baseline']);
  });

  it('does not when who reads decisions refuses them', async () => {
    const { last, progress } = await run('decide', { refused: 20 });
    expect(linesOf(progress)).toContain('RequestsRejected of commands: 20 since it decides, 0 in the hour before');
    expect([progress.ok, last?.phase]).toEqual([false, 'baseline']);
  });

  it('has no rules to release of a function that does not decide', async () => {
    const { progress, last } = await run('ingest', {});
    expect(Object.keys(checksOf(progress))).not.toContain('rules: their release');
    expect([progress.ok, last?.phase]).toEqual([true, 'baseline']);
  });

  it('fails a version that decides and has no bundle, but for a rollback', async () => {
    expect((await run('decide', { rules: '' })).progress.ok).toBe(false);
    expect((await run('decide', { rules: '', active: rollback })).progress.ok).toBe(true);
  });

  it('under a rollback compares nothing and takes rules back', async () => {
    const { last, progress } = await run('decide', { failures: 50, active: rollback, currentRules: stable });
    expect([progress.ok, last?.phase, last?.stable]).toEqual([true, 'all', candidate]);
    expect(progress.notes.join()).toContain('no metrics are compared');
  });
});

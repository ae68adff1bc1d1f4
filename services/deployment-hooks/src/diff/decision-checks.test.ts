import type { ArchiveLine } from '@signalbox/contracts';
import {
  type ExpectedChange,
  emptyTimeline,
  lastEntry,
  type RuleTimeline,
  setBaseline,
  startRelease,
} from '@signalbox/releases';
import { describe, expect, it } from 'vitest';
import { bundleOf, checksOf, functions, linesOf, newProgress } from '../../test/fakes.ts';
import { workerSandbox } from '../adapters/worker-sandbox.ts';
import { checkDecisions } from './decision-checks.ts';
import type { DecisionPorts, StoredState } from './decision-ports.ts';

const [stableHash, candidateHash] = ['a'.repeat(64), 'b'.repeat(64)];
const stable = { hash: stableHash, limit: 5 };
const candidate = { hash: candidateHash, limit: 3 };

/** Ten records of two devices, whose clientId is the reading. */
const golden: readonly ArchiveLine[] = Array.from({ length: 20 }, (_, index) => ({
  ...{ shardId: 'shardId-0', sequenceNumber: String(100 + index), payload: '', receivedAt: 1_000_000 + index * 1000 },
  ...{ topic: `dt/demo/pump-${index % 2}/telemetry`, clientId: String(index >> 1) },
}));

const counts = 'const n = (state ?? 0) + 1;';
const isTick = 'if (line.type === "tick") return { state };';
const good = `${counts} ${isTick} return { state: n, decisions: Number(line.clientId) > rules.limit ? [decision(rules.limit)] : [] };`;

interface Case {
  readonly old?: string | undefined;
  readonly next: string;
  readonly expected?: readonly ExpectedChange[];
  readonly timeline?: RuleTimeline;
  readonly states?: readonly StoredState[];
  readonly recent?: readonly ArchiveLine[];
}

const check = async ({ old, next, expected = [], timeline = emptyTimeline, states = [], recent = [] }: Case) => {
  const put: string[] = [];
  let stored = timeline;
  const ports: DecisionPorts = {
    functions: functions('decide', { decisionBundle: async (_name, version) => (version === '3' ? old : next) }).made,
    sandbox: workerSandbox({ timeLimitMs: 2_000, memoryMb: 64 }),
    ...{ golden, expected, recent: async () => ({ lines: recent, notes: ['a note'] }), states: async () => states },
    timelines: {
      load: async () => stored,
      save: async (after) => {
        stored = after;
        return 'saved';
      },
    },
    ruleSets: {
      get: async (hash) => JSON.stringify({ ...stable, hash }),
      put: async ({ hash }) => void put.push(hash),
    },
    now: () => 2_000_000,
  };
  const progress = newProgress();
  const shift = { functionName: 'f', alias: 'live', currentVersion: '3', targetVersion: '4' };
  await checkDecisions(ports, shift, progress);
  return { progress, put, timeline: stored, failed: progress.checks.filter(({ ok }) => !ok).map(({ name }) => name) };
};

const old = bundleOf(stable, good);

describe('a version that decides alike', () => {
  it('passes, and the first time its rules become the baseline', async () => {
    const { progress, put, timeline } = await check({ old, next: bundleOf(stable, good) });
    expect(progress.ok).toBe(true);
    expect(progress.verdicts.code).toMatchObject({ ok: true, differences: 0, identical: 8 });
    expect(progress.notes).toContain('a note');
    expect(put).toEqual([stableHash, stableHash]);
    expect(lastEntry(timeline)).toMatchObject({ phase: 'baseline', stable: stableHash });
    expect(Object.keys(checksOf(progress))).toHaveLength(5);
  });

  it('passes when the version before has no bundle, and says that it was held against itself', async () => {
    const { progress } = await check({ next: old });
    expect(progress.ok).toBe(true);
    expect(progress.notes.join()).toContain('only held against itself');
  });
});

describe('a version that is held against none', () => {
  const crashing = (at: string) =>
    bundleOf(stable, `if (line.sequenceNumber === "${at}") throw new Error("at ${at}"); ${good}`);

  it('is stopped when it crashes on a record of the golden set', async () => {
    const { failed, progress } = await check({ next: crashing('107') });
    expect(failed).toEqual(['code: decisions depend on records and rules alone']);
    expect(linesOf(progress)).toMatch(/crashes on the golden set, on 1 of 2 devices\npump-1: record 4: Error: at 107/);
  });

  it('is not stopped by a recent record that cannot be decided on, but says so', async () => {
    const recent = golden.slice(0, 1).map((line) => ({ ...line, sequenceNumber: '900' }));
    const { failed, progress } = await check({ next: crashing('900'), recent });
    expect(failed).toEqual([]);
    expect(linesOf(progress)).toContain('pump-0: record 1: Error: at 900');
  });
});

describe('a version of other code is stopped', () => {
  const changed = (body: string) => check({ old, next: bundleOf(stable, body) });

  it('when it decides otherwise, and the report names rule and devices', async () => {
    const { failed, progress } = await changed(good.replace('> rules.limit', '>= rules.limit'));
    expect(failed[0]).toContain('both versions decide alike');
    expect(linesOf(progress)).toMatch(
      /rule hot: 2 decisions added on 2 devices; not declared\n {2}devices: pump-0, pump-1/,
    );
    expect(progress.verdicts.code).toMatchObject({ ok: false, differences: 2 });
  });

  it('whatever is declared: that is for rules only', async () => {
    const expected: ExpectedChange[] = [{ rule: 'hot', change: 'added', atMost: { decisions: 100 }, reason: 'no' }];
    const { failed } = await check({ old, expected, next: bundleOf(stable, good.replace('> rules', '>= rules')) });
    expect(failed).not.toEqual([]);
  });

  it('when it decides by the clock', async () => {
    const { failed } = await changed(
      good.replace('decision(rules.limit)', '{ ...decision(1), decidedAt: Date.now() }'),
    );
    expect(failed[0]).toBe('code: decisions depend on records and rules alone');
  });

  it('when it keeps chance in the state, although it decides alike', async () => {
    const { failed } = await changed(
      `if (line.type === "tick") return {}; ${good.replace(`${counts} ${isTick}`, 'const n = Math.random();')}`,
    );
    expect(failed).toEqual(['code: decisions depend on records and rules alone']);
  });

  it('when it decides alike alone, but not in turns with the other, whose state it takes for another', async () => {
    const own = good
      .replace(counts, 'const n = "other"; const foreign = typeof state === "number";')
      .replace('> rules.limit', '> rules.limit && !foreign');
    const { failed } = await changed(own);
    expect(failed).toEqual([expect.stringContaining('take turns on a device')]);
  });

  it('when it crashes on one record', async () => {
    const { progress, failed } = await changed(`if (line.sequenceNumber === "107") throw new Error("at 107"); ${good}`);
    expect(failed[0]).toContain('both versions decide alike');
    expect(linesOf(progress)).toContain('pump-1: 1 records crash; record 4: Error: at 107');
  });

  it('when a rule fails', async () => {
    const { progress } = await changed(
      good.replace('return { state: n', 'return { failures: [{ rule: "hot", message: "no unit" }], state: n'),
    );
    expect(linesOf(progress)).toContain('rule hot fails 10 times; no unit');
  });

  it('when it refuses records', async () => {
    const { progress } = await changed(`if (line.clientId === "0") return { refused: "no" }; ${good}`);
    expect(linesOf(progress)).toContain('1 records are refused, before 0');
  });

  it('when it loops', async () => {
    const { failed } = await changed('for (;;);');
    expect(failed[0]).toBe('code: decisions depend on records and rules alone');
  }, 60_000);

  it('when it cannot go on with a stored state', async () => {
    const states = [{ deviceId: 'pump-7', fleet: 'demo', ruleSetHash: stableHash, state: '{"old":true}' }];
    const next = bundleOf(stable, `if (state?.old) throw new Error("what is this"); ${good}`);
    const { failed, progress } = await check({ old, next, states });
    expect(failed).toEqual(['code: stored states can be gone on with']);
    expect(linesOf(progress)).toContain('pump-7: record 1: Error: what is this');
  });

  it('when it has no bundle, or none that can be read', async () => {
    const none = await check({ old, next: undefined as never });
    expect(linesOf(none.progress)).toContain('has no generated/decision-bundle.cjs');
    const broken = await check({ old, next: 'module.exports = {' });
    expect(linesOf(broken.progress)).toContain('the bundle cannot be loaded');
    expect([none.failed, broken.failed].every((failed) => failed.length === 1)).toBe(true);
  });
});

describe('a version with other rules', () => {
  const next = bundleOf(candidate, good);

  it('is stopped when they decide otherwise than declared, with the lines to declare it', async () => {
    const { failed, progress, timeline } = await check({ old, next });
    expect(failed).toEqual([`rules: ${candidateHash.slice(0, 12)} against ${stableHash.slice(0, 12)}`]);
    expect(linesOf(progress)).toContain('rule hot: 4 decisions added on 2 devices; not declared');
    expect(linesOf(progress)).toContain('releases/expected-changes.yaml');
    expect(progress.verdicts).toMatchObject({ code: { ok: true }, rules: { ok: false } });
    expect(lastEntry(timeline)).toMatchObject({ phase: 'baseline', stable: stableHash });
  });

  it('passes when it is declared, and says what was declared and not seen', async () => {
    const declared = (change: ExpectedChange['change']): ExpectedChange => ({
      rule: 'hot',
      change,
      atMost: { decisions: 4 },
      reason: 'agreed',
    });
    const { progress } = await check({ old, next, expected: [declared('added'), declared('removed')] });
    expect(progress.ok).toBe(true);
    expect(progress.notes).toContain('declared and not seen: decisions of hot that are removed');
  });

  it('is stopped while another candidate is under way, and goes on with the same one', async () => {
    const change = { now: 1_500_000, by: 'test', reason: 'test' };
    const under = (hash: string) => startRelease(setBaseline(emptyTimeline, stableHash, 1_000_000), hash, change);
    const other = await check({ old, next, timeline: under('c'.repeat(64)) });
    expect(other.failed).toHaveLength(1);
    expect(linesOf(other.progress)).toMatch(
      /rules-c{12}-2 is under way \(shadow\).*signalbox rules promote --to all or signalbox rules rollback/,
    );
    const same = await check({ old: next, next, timeline: under(candidateHash) });
    expect(same.failed).toEqual([]);
  });
});

import type { Measured } from '@signalbox/lambda-kit';
import { describe, expect, it } from 'vitest';
import { deployment, newProgress } from '../test/fakes.ts';
import { context } from '../test/probes-of-kinds.ts';
import { checkSoak } from './check-soak.ts';
import { kinds } from './kinds.ts';
import type { Invocation } from './ports.ts';
import { probesOf } from './probes/index.ts';
import type { Probe } from './probes/probe.ts';

const mebibyte = 1_048_576;

const probe: Probe = {
  ...{ name: 'good records', event: { Records: [1] }, answers: { put: null } },
  soak: true,
  verify: () => [],
};

interface Behaviour {
  readonly durationMs?: number;
  readonly retains?: number;
  /** What it answers from this ask on. */
  readonly dies?: { readonly at: number; readonly invocation: Invocation };
  readonly isOld?: boolean;
}

const stays: Behaviour = { durationMs: 20 };

const answerOf = (version: string, measured: Measured | undefined): Invocation => {
  const calls = { refusedWrites: [], answeredWrites: [], answeredReads: [] };
  const answer = { probe: 'answered', functionName: 'f', functionVersion: version, ...calls };
  return { ok: true, value: { ...answer, ...(measured && { measured }) } };
};

const died: Invocation = {
  ok: false,
  error: 'Unhandled: Runtime.ExitError: Runtime exited with error: signal: killed',
};

/** Version 4 comes, and takes turns with version 3. */
const run = async (target: Behaviour, current: Behaviour = stays, probes: Probe[] = [probe]) => {
  const asked: { version: string; payload: unknown }[] = [];
  let elapsed = 0;
  const invoke = async (_name: string, version: string, payload: unknown): Promise<Invocation> => {
    const turn = asked.filter((each) => each.version === version).length;
    asked.push({ version, payload });
    const { dies, durationMs = 20, isOld = false, retains = 0 } = version === '4' ? target : current;
    elapsed += durationMs;
    if (dies !== undefined && turn >= dies.at) return dies.invocation;
    const measured = { environment: `of ${version}`, durationMs, retainedBytes: 9_000_000 + turn * retains };
    return answerOf(version, isOld ? undefined : measured);
  };
  const progress = newProgress();
  await checkSoak({ invoke, elapsedMs: () => elapsed }, deployment().shift, probes, progress);
  const [check] = progress.checks;
  return { asked, checks: progress.checks, ok: check?.ok, said: check?.lines.join('\n') };
};

describe('checkSoak', () => {
  it('asks both versions by turns, each with the same', async () => {
    const { asked, ok } = await run(stays);
    expect(asked.slice(0, 4).map(({ version }) => version)).toEqual(['4', '3', '4', '3']);
    expect(asked).toHaveLength(64);
    const payload = { probe: { event: { Records: [1] }, answers: { put: null }, measure: true } };
    expect(new Set(asked.map((each) => JSON.stringify(each.payload)))).toEqual(new Set([JSON.stringify(payload)]));
    expect(ok).toBe(true);
  });

  it('says what both retain and take, when all is well', async () => {
    const { said } = await run(stays);
    expect(said).toMatch(/retains .*0\.0 KiB.*the current version 0\.0 KiB/);
    expect(said).toMatch(/takes 20 ms.*the current version 20 ms/);
  });

  it('fails a leak that is new, and no other', async () => {
    expect((await run({ retains: mebibyte })).said).toMatch(/^worse: it retains more each time: 1024\.0 KiB/);
    expect((await run({ retains: mebibyte })).ok).toBe(false);
    expect((await run({ retains: mebibyte }, { retains: mebibyte })).ok).toBe(true);
  });

  it('fails a version that is slow by ten times', async () => {
    const { ok, said } = await run({ durationMs: 200 });
    expect(ok).toBe(false);
    expect(said).toContain('worse: it takes 200 ms (median of 32), the current version 20 ms');
  });

  it.each([
    [1000, 12],
    [5000, 3],
  ])('gives up in time when one takes %d ms, and still finds it slow', async (durationMs, turns) => {
    const { asked, ok, said } = await run({ durationMs });
    expect(asked).toHaveLength(2 * turns);
    expect(ok).toBe(false);
    expect(said).toContain('too little data of what it retains');
  });

  it('judges nothing when both take so long that they are asked once or twice', async () => {
    const { ok, said } = await run({ durationMs: 9000 }, { durationMs: 900 });
    expect(ok).toBe(true);
    expect(said).toContain('too little data of how long it takes');
  });

  it('fails a version that dies of it', async () => {
    const { asked, ok, said } = await run({ dies: { at: 7, invocation: died } });
    expect(ok).toBe(false);
    expect(said).toContain('signal: killed');
    expect(asked).toHaveLength(15);
  });

  it('fails a version that fails after a while', async () => {
    const value = { probe: 'failed', functionName: 'f', functionVersion: '4', error: 'not again' };
    expect((await run({ dies: { at: 20, invocation: { ok: true, value } } })).said).toContain('not again');
  });

  it('does not fail it because the current version dies, nor holds it against that any more', async () => {
    const { asked, ok, said } = await run(stays, { dies: { at: 0, invocation: died } });
    expect(ok).toBe(true);
    expect(said).toContain('the current version was not asked again: signalbox-f:3: Unhandled');
    expect(asked.filter(({ version }) => version === '3')).toHaveLength(1);
    expect((await run({ retains: mebibyte }, { dies: { at: 2, invocation: died } })).ok).toBe(false);
  });

  it.each([
    ['the version', { isOld: true }, stays, 1],
    ['the current version', { retains: mebibyte }, { isOld: true }, 2],
  ] as const)('judges nothing when %s is from before it could be measured', async (what, target, current, times) => {
    const { asked, ok, said } = await run(target, current);
    expect([ok, said]).toEqual([true, `${what} is from before it could be measured: nothing is compared`]);
    expect(asked).toHaveLength(times);
  });

  it('asks nothing else', async () => {
    const { asked, checks } = await run(stays, stays, [{ name: 'bad records', verify: () => [] }]);
    expect([asked, checks]).toEqual([[], []]);
  });
});

// What a look at the release of rules finds is what is under way at that moment.
it.each(kinds)('a function that is %s is asked of one batch of good records, if it takes any', async (kind) => {
  const soaked = (await probesOf(kind, context)).filter(({ soak }) => soak === true);
  expect(soaked).toHaveLength(kind === 'rules-advance' ? 0 : 1);
});

import type { ActiveRelease } from '@signalbox/releases';
import { describe, expect, it } from 'vitest';
import { checksOf, deployment, functions, hook, linesOf, newProgress } from '../test/fakes.ts';
import { before } from './before.ts';
import type { DecisionPorts } from './diff/decision-ports.ts';
import type { IngestionPorts } from './ingestion-diff/ingestion-ports.ts';
import type { Functions } from './ports.ts';

const rollback: ActiveRelease = { releaseId: 'rollback-1', kind: 'rollback', startedAt: 1, until: 2 };

const noDecisions = async (): Promise<DecisionPorts> => Promise.reject(new Error('nothing is decided here'));

const ingestion = async (): Promise<IngestionPorts> => ({
  ...{ golden: [], expected: [], timeLimitMs: 5_000 },
  recent: async () => ({ lines: [], notes: [] }),
});

const run = async (
  kind: string,
  overrides: Partial<Functions> = {},
  active?: ActiveRelease,
  decisions = noDecisions,
  takesBack = false,
) => {
  const progress = newProgress();
  const fakes = functions(kind, overrides);
  const check = before({
    deployments: { read: async () => ({ ...deployment(), takesBack }) },
    functions: fakes.made,
    ...{ decisions, ingestion, active: async () => active, stage: 'x', now: () => 1_795_500_000_000 },
    elapsedMs: () => 0,
  });
  await check(hook, progress);
  return { progress, invoked: fakes.invoked };
};

describe('before', () => {
  it('lets pass what a stack is taken back to, for there is nothing else to go to', async () => {
    const invoke: Functions['invoke'] = async () => Promise.reject(new Error('throttled'));
    const { invoked, progress } = await run('decide', { invoke }, undefined, noDecisions, true);
    expect(progress.ok).toBe(true);
    expect(progress.notes.join()).toContain('taken back');
    expect(invoked).toEqual([]);
  });

  it('asks the target, and only by probes', async () => {
    const { invoked, progress } = await run('acknowledge-command');
    expect(new Set(invoked.map(({ version }) => version))).toEqual(new Set(['4']));
    expect(invoked[0]?.payload).toEqual({ probe: true });
    expect(invoked.every(({ payload }) => Object.keys(payload as object).join() === 'probe')).toBe(true);
    expect(checksOf(progress)['probe: the function starts']).toBe(true);
  });

  it('asks of devices that do not exist', async () => {
    const { invoked } = await run('archive');
    const texts = invoked.map(({ payload }) => JSON.stringify(payload));
    expect(texts.some((text) => text.includes('pump-probe-dTESTS1234-'))).toBe(true);
  });

  it.each([
    [
      'that cannot start',
      { ok: false, error: 'Unhandled: Runtime.ImportModuleError: no such module' },
      'no such module',
    ],
    ['that knows no probes', { ok: true, value: { batchItemFailures: [] } }, 'gave no answer to a probe'],
    ['that is another version', { ok: true, value: { probe: 'answered', functionVersion: '3' } }, 'version 3 answered'],
  ] as const)('fails a function %s', async (_what, invocation, message) => {
    const { progress } = await run('archive', { invoke: async () => invocation });
    expect(progress.ok).toBe(false);
    expect(linesOf(progress)).toContain(message);
  });

  it('goes on with the other probes when one cannot be asked', async () => {
    const { progress } = await run('archive', { invoke: async () => Promise.reject(new Error('throttled')) });
    expect(progress.checks.filter(({ name }) => name.startsWith('probe: ')).length).toBeGreaterThan(3);
    expect(linesOf(progress)).toContain('throttled');
  });

  it('stops at a deployment that it cannot read', async () => {
    const { invoked, progress } = await run('nothing');
    expect([invoked, progress.ok]).toEqual([[], false]);
  });

  it('under a rollback only probes a function that decides, and says so', async () => {
    const ports = { functions: functions('decide').made } as DecisionPorts;
    const { progress } = await run('decide', {}, rollback, async () => ports);
    expect(progress.notes).toEqual(['under the rollback rollback-1: probes only']);
    expect(Object.keys(checksOf(progress)).some((name) => name.startsWith('code: '))).toBe(false);
    expect(linesOf(progress)).toContain('the target has no decision bundle');
  });
});

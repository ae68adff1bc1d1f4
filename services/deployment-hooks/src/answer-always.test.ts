import type { HookReport } from '@signalbox/releases';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { answerAlways, type HookPorts, reserveMs } from './answer-always.ts';

const event = { DeploymentId: 'd-1', LifecycleEventHookExecutionId: 'e-1' };
const minuteMs = 60_000;

/** Ports whose checks hold; what they are told is in `answers` and `saved`. */
const ports = (overrides: Partial<HookPorts> = {}) => {
  const answers: (readonly [string, string, number])[] = [];
  const saved: HookReport[] = [];
  const made: HookPorts = {
    run: async (_hook, progress) => void (await progress.check('one', () => ({ ok: true, lines: [] }))),
    save: async (report) => void saved.push(report),
    answer: async ({ executionId }, status) => {
      answers.push([executionId, status, Date.now()]);
      return 'answered';
    },
    now: Date.now,
    log: () => undefined,
    ...overrides,
  };
  return { made, answers, saved };
};

beforeEach(() => vi.useFakeTimers({ now: 0 }));
afterEach(() => vi.useRealTimers());

/** Runs the hook with 15 minutes of time, by a clock that runs as fast as it may. */
const run = async (made: HookPorts, of: unknown = event): Promise<HookReport> => {
  const report = answerAlways('before', made)(of, () => 15 * minuteMs - Date.now());
  report.catch(() => undefined);
  await vi.advanceTimersByTimeAsync(15 * minuteMs);
  return report;
};

describe('answerAlways', () => {
  it('says Succeeded when all checks hold, and saves the report first', async () => {
    const { made, answers, saved } = ports();
    const report = await run(made);
    expect(answers).toMatchObject([['e-1', 'Succeeded', 0]]);
    expect(saved).toEqual([report]);
    expect(report).toMatchObject({
      deploymentId: 'd-1',
      phase: 'before',
      status: 'Succeeded',
      checks: [{ name: 'one', ok: true }],
    });
  });

  it('says Failed when one does not, or when nothing was checked', async () => {
    const failing = ports({
      run: async (_hook, progress) => void (await progress.check('bad', () => ({ ok: false, lines: ['why'] }))),
    });
    expect(await run(failing.made)).toMatchObject({ status: 'Failed', checks: [{ name: 'bad', lines: ['why'] }] });
    const idle = ports({ run: async () => undefined });
    expect(await run(idle.made)).toMatchObject({ status: 'Failed', checks: [{ lines: ['the hook checked nothing'] }] });
    expect([failing, idle].map(({ answers }) => answers[0]?.[1])).toEqual(['Failed', 'Failed']);
  });

  it.each([
    ['later', async () => Promise.reject(new Error('the environment is wrong'))],
    [
      'at once, as when a module cannot be loaded',
      () => {
        throw new Error('the environment is wrong');
      },
    ],
  ])('says Failed when the checks crash %s', async (_when, crash) => {
    const { made, answers } = ports({ run: crash });
    expect(await run(made)).toMatchObject({ checks: [{ lines: ['the hook crashed: the environment is wrong'] }] });
    expect(answers).toMatchObject([['e-1', 'Failed', 0]]);
  });

  it('goes on after a check that crashes', async () => {
    const { made } = ports({
      run: async (_hook, progress) => {
        await progress.check('first', () => Promise.reject(Object.assign(new Error('gone'), { code: 'GONE' })));
        await progress.check('second', () => ({ ok: true, lines: [] }));
      },
    });
    expect(await run(made)).toMatchObject({ status: 'Failed', checks: [{ lines: ['GONE: gone'] }, { ok: true }] });
  });

  it('says Failed in time when the checks never end, with what they found', async () => {
    const { made, answers } = ports({
      run: async (_hook, progress) => {
        await progress.check('first', () => ({ ok: true, lines: [] }));
        await new Promise(() => undefined);
      },
    });
    const report = await run(made);
    expect(report.checks).toMatchObject([
      { name: 'first', ok: true },
      { name: 'hook', ok: false },
    ]);
    const [, status, at = Number.POSITIVE_INFINITY] = answers[0] ?? [];
    expect(status).toBe('Failed');
    expect(at).toBeLessThanOrEqual(15 * minuteMs - reserveMs);
  });

  it('begins nothing more once its time is over', async () => {
    const begun: string[] = [];
    const { made } = ports({
      run: async (_hook, progress) => {
        await progress.check(
          'slow',
          () => new Promise((resolve) => setTimeout(() => resolve({ ok: true, lines: [] }), 14.5 * minuteMs)),
        );
        await progress.check('release', () => {
          begun.push('release');
          return { ok: true, lines: [] };
        });
      },
    });
    expect(await run(made)).toMatchObject({ status: 'Failed' });
    expect(begun).toEqual([]);
  });

  it.each([
    ['fails', async () => Promise.reject(new Error('no table'))],
    ['never ends', () => new Promise<never>(() => undefined)],
  ])('answers although saving the report %s', async (_how, save) => {
    const { made, answers } = ports({ save });
    await run(made);
    expect(answers.map(([id, status]) => [id, status])).toEqual([['e-1', 'Succeeded']]);
  });

  it('still answers in time when neither the checks nor saving ends', async () => {
    const { made, answers } = ports({
      run: () => new Promise(() => undefined),
      save: () => new Promise(() => undefined),
    });
    await run(made);
    expect(answers[0]?.[2]).toBeLessThanOrEqual(15 * minuteMs - reserveMs);
  });

  it('is content when the answer was given before', async () => {
    const { made } = ports({ answer: async () => 'already' });
    expect(await run(made)).toMatchObject({ status: 'Succeeded' });
  });

  it('throws when it cannot answer, so that it is invoked again', async () => {
    const { made } = ports({ answer: async () => Promise.reject(new Error('unreachable')) });
    await expect(run(made)).rejects.toThrow('unreachable');
  });

  it.each([null, 'text', {}, { DeploymentId: 'd-1' }, { DeploymentId: 1, LifecycleEventHookExecutionId: 'e' }])(
    'refuses what is no event of a hook: %j',
    async (other) => {
      const { made, answers } = ports();
      await expect(run(made, other)).rejects.toMatchObject({ code: 'NO_HOOK_EVENT' });
      expect(answers).toEqual([]);
    },
  );
});

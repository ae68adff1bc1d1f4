import { describe, expect, it } from 'vitest';
import { newProgress } from '../test/fakes.ts';
import { checkProbes } from './check-probes.ts';
import type { Probe } from './probes/probe.ts';

const probe: Probe = {
  name: 'what it finds',
  event: { Records: [] },
  answers: { save: 'saved' },
  finds: { load: { status: 'SENT' } },
  verify: ({ answeredReads }) => (answeredReads.length === 1 ? [] : ['it looks for nothing']),
};

const check = async (answer: object) => {
  const payloads: unknown[] = [];
  const invoke = async (_name: string, functionVersion: string, payload: unknown) => {
    payloads.push(payload);
    return { ok: true, value: { functionName: 'f', functionVersion, refusedWrites: [], ...answer } } as const;
  };
  const progress = newProgress();
  await checkProbes({ invoke }, { functionName: 'f', alias: 'live', targetVersion: '4' }, [probe], progress);
  return { payloads, check: progress.checks[0] };
};

describe('a probe that says what is found', () => {
  it('tells the function, beside the answers of writes', async () => {
    const reads = [{ adapter: 'load', arguments: ['c1'] }];
    const { payloads, check: found } = await check({ probe: 'answered', answeredReads: reads });
    const before = { save: 'saved', load: { status: 'SENT' } };
    const answers = { ...before, putItem: 'saved', getItem: { status: { S: 'SENT' } } };
    expect(payloads).toEqual([{ probe: { event: { Records: [] }, answers } }]);
    expect(found).toMatchObject({ ok: true, lines: [] });
  });

  it('fails a version that reads past it', async () => {
    expect((await check({ probe: 'answered', answeredReads: [] })).check).toMatchObject({
      ...{ ok: false, lines: ['it looks for nothing'] },
    });
  });

  it('does not judge a version from before reads could be answered, but says so', async () => {
    const { check: found } = await check({ probe: 'answered' });
    expect(found?.ok).toBe(true);
    expect(found?.lines.join()).toContain('not looked at');
  });

  it('fails such a version when it crashes', async () => {
    expect((await check({ probe: 'failed', error: 'no' })).check?.ok).toBe(false);
  });
});

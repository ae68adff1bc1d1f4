import { describe, expect, it } from 'vitest';
import { deployment, functions, linesOf, newProgress } from '../test/fakes.ts';
import { identify } from './identify.ts';
import type { Deployment, Functions } from './ports.ts';

const find = async (kind: string | undefined, of: Partial<Deployment> = {}, overrides: Partial<Functions> = {}) => {
  const progress = newProgress();
  const ports = { deployments: { read: async () => deployment(of) }, functions: functions(kind, overrides).made };
  return { subject: await identify(ports, 'd-1', progress), progress };
};

describe('identify', () => {
  it('finds function, kind and versions', async () => {
    const { subject, progress } = await find('archive');
    expect(subject).toMatchObject({ kind: 'archive', service: 'tests' });
    expect(progress).toMatchObject({
      ok: true,
      functionName: 'signalbox-f',
      kind: 'archive',
      currentVersion: '3',
      targetVersion: '4',
    });
  });

  it.each([
    ['a kind that is none', 'pump', {}, {}, 'signalbox:kind'],
    ['no tag', undefined, {}, {}, 'must say by its tag'],
    ['a deployment that was stopped', 'archive', { status: 'Stopped' }, {}, 'deployment d-1 is Stopped'],
    [
      'a current version that is gone',
      'archive',
      { shift: { ...deployment().shift, currentVersion: '1' } },
      {},
      'version 1 of signalbox-f is gone',
    ],
    [
      'no target',
      'archive',
      { shift: { ...deployment().shift, targetVersion: '9' } },
      {},
      'version 9 of signalbox-f does not exist',
    ],
    ['what cannot be read', 'archive', {}, { tags: async () => Promise.reject(new Error('denied')) }, 'denied'],
  ])('refuses %s', async (_what, kind, of, overrides, message) => {
    const { subject, progress } = await find(kind, of, overrides);
    expect(subject).toBeUndefined();
    expect(progress.ok).toBe(false);
    expect(linesOf(progress)).toContain(message);
  });

  it('takes a first deployment', async () => {
    const { currentVersion: _none, ...shift } = deployment().shift;
    expect((await find('archive', { shift })).subject).toMatchObject({ current: undefined });
  });
});

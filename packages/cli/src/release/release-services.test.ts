import { expect, test } from 'vitest';
import { stage, start } from './release.fixture.ts';
import { clearRelease, releaseServices } from './release-services.ts';

const options = { stage: 'local', by: 'ada', commit: 'ab12' };
const releaseId = 'release-20261124T081500Z';
const rollbackId = 'rollback-20261124T081500Z';

test('a release that goes through leaves its record, and nothing active', async () => {
  const { world, records, active, calls } = stage((change) => {
    change('decisions', {});
    return 0;
  });
  await releaseServices(world, options);
  expect(calls).toEqual(['. deploy --stage local', 'active: release']);
  expect(records.get(releaseId)).toEqual({
    ...{ releaseId, kind: 'release', stage: 'local', by: 'ada', commit: 'ab12', startedAt: start, endedAt: start },
    ...{ status: 'SUCCEEDED', deployments: [] },
    services: [{ service: 'decisions', status: 'DEPLOYED', previous: '1700000000001', deployed: '1700000000002' }],
  });
  expect(active()).toBeUndefined();
});

test('what changed before a service failed is put back in reverse order, under a record of its own', async () => {
  const { world, records, active, calls } = stage((change) => {
    change('foundation', {});
    change('decisions', {});
    change('commands', { status: 'UPDATE_ROLLBACK_COMPLETE' });
    return 1;
  });
  await expect(releaseServices(world, options)).rejects.toMatchObject({ code: 'deployment-failed' });
  expect(calls).toEqual([
    ...['. deploy --stage local', 'active: release'],
    ...['decisions rollback --timestamp 1700000000001 --stage local', 'active: rollback'],
    ...['foundation rollback --timestamp 1700000000001 --stage local', 'active: rollback'],
  ]);
  expect(records.get(releaseId)).toMatchObject({
    status: 'ROLLED_BACK',
    reason: 'sls deploy --stage local ended with code 1; back on their previous packages: decisions, foundation',
  });
  expect(records.get(rollbackId)).toMatchObject({ kind: 'rollback', status: 'SUCCEEDED' });
  expect(active()).toBeUndefined();
});

test('what was new stays, and what cannot go back keeps no other from it', async () => {
  const { world, records, said } = stage(
    (change) => {
      change('foundation', {});
      change('decisions', {});
      change('commands', { status: 'CREATE_COMPLETE' });
      return 1;
    },
    { absent: ['commands'], rollback: (service) => (service === 'decisions' ? 1 : 0) },
  );
  await expect(releaseServices(world, options)).rejects.toThrow(
    'back on their previous packages: foundation; could not go back: decisions',
  );
  expect(said).toContain('commands was deployed for the first time: there is nothing to go back to, it stays as it is');
  expect(records.get(releaseId)).toMatchObject({
    status: 'ROLLBACK_FAILED',
    services: [
      { service: 'commands', status: 'NEW' },
      { service: 'decisions', status: 'ROLLBACK_FAILED' },
      { service: 'foundation', status: 'ROLLED_BACK' },
    ],
  });
  expect(records.get(rollbackId)).toMatchObject({ status: 'FAILED' });
});

test('a package that is not stored any more is named', async () => {
  const { world, said } = stage((change) => {
    change('decisions', {});
    return 1;
  });
  const look = world.look;
  const withoutPackages: typeof look = async (services) =>
    (await look(services)).map(({ package: _package, ...state }) => state);
  await expect(releaseServices({ ...world, look: withoutPackages }, options)).rejects.toThrow(
    'could not go back: decisions',
  );
  expect(said.join('\n')).toContain('decisions cannot go back: the package it ran before is not stored any more');
});

test('a failure that changed nothing puts nothing back', async () => {
  const { world, records, calls } = stage(() => 1);
  await expect(releaseServices(world, options)).rejects.toThrow('no service has changed');
  expect(calls).toHaveLength(2);
  expect(records.get(releaseId)).toMatchObject({ status: 'FAILED' });
});

test('stopped by hand, it says what has changed, and puts nothing back', async () => {
  const { world, records, active, calls } = stage((change) => {
    change('foundation', {});
    return undefined;
  });
  await expect(releaseServices(world, options)).rejects.toMatchObject({
    code: 'interrupted',
    message: expect.stringContaining('these had changed, and stay so: foundation'),
  });
  expect(calls).toHaveLength(2);
  expect(records.get(releaseId)).toMatchObject({ status: 'FAILED' });
  expect(active()).toBeUndefined();
});

test('a second release is refused, with who is first and how to clear it, until it is cleared', async () => {
  const { world, records, active, calls } = stage(() => 0);
  const other = { releaseId: 'release-x', kind: 'release', startedAt: start - 300_000, until: start + 1 } as const;
  await world.book.begin(other, start);
  await expect(releaseServices(world, options)).rejects.toMatchObject({
    code: 'release-under-way',
    message: expect.stringMatching(
      /^release-x, begun 5 min ago, .* --clear release-x \(or wait until 2026-11-24T08:15/,
    ),
  });
  expect(calls).toEqual([]);
  await expect(clearRelease(world, 'release-y', 'ada')).rejects.toMatchObject({ code: 'not-found' });
  await world.book.save({
    ...{ releaseId: 'release-x', kind: 'release', stage: 'local', startedAt: start, status: 'RUNNING', by: 'bob' },
    deployments: [],
  });
  await clearRelease(world, 'release-x', 'ada');
  expect(records.get('release-x')).toMatchObject({ status: 'FAILED', reason: 'cleared by ada' });
  expect(active()).toBeUndefined();
  await releaseServices(world, options);
});

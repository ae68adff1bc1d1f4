import { allServices, type Cloud, startCloud } from '@signalbox/local-cloud';
import {
  emptyTimeline,
  type HookReport,
  promote,
  type ReleaseRecord,
  setBaseline,
  startRelease,
} from '@signalbox/releases';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { objectsOf, signalbox } from '../command-line.fixture.ts';
import { createReleaseTable } from './release-table.fixture.ts';

let cloud: Cloud;
let table: Awaited<ReturnType<typeof createReleaseTable>>;
const run = (...args: readonly string[]) => signalbox(...args, '--endpoint-url', cloud.endpoint);

const startedAt = 1_764_000_000_000;
const release: ReleaseRecord = {
  ...({ releaseId: 'release-1', kind: 'release', stage: 'local', startedAt, endedAt: startedAt + 60_000 } as const),
  ...({ status: 'ROLLED_BACK', by: 'ann', commit: 'abc1234', deployments: ['d-1'], reason: 'new limits' } as const),
  services: [{ service: 'decisions', status: 'ROLLED_BACK' }],
};

const verdict = { ok: false, differences: 12, identical: 3_400, byRule: [], unseen: [] };
const report: HookReport = {
  ...({ deploymentId: 'd-1', phase: 'before', kind: 'decide', functionName: 'signalbox-decide' } as const),
  ...({ currentVersion: '1', targetVersion: '2', status: 'Failed', startedAt, endedAt: startedAt + 5_000 } as const),
  checks: [{ name: 'probes', ok: true, lines: ['14 records'] }],
  verdicts: {
    rules: {
      ...verdict,
      lines: ['rule hot: 12 decisions added on 2 devices; not declared', '  devices: pump-1, pump-2'],
    },
  },
  notes: ['\u001b[31mthe stream was empty'],
};

beforeAll(async () => {
  const { dynamodb, iam } = allServices();
  const factories = { ...(dynamodb && { dynamodb }), ...(iam && { iam }) };
  cloud = await startCloud(factories, { port: 0, mqttPort: 0 });
});
afterAll(async () => {
  table?.close();
  await cloud?.stop();
});

test('before the first deployment there is nothing to list, and that is told', async () => {
  const outcome = await run('releases', 'list');
  expect(outcome).toMatchObject({ code: 1, stdout: '' });
  expect(outcome.stderr).toBe('error: stage local has no table of releases: it comes with its first deployment\n');
});

test('releases are listed, the latest first', async () => {
  table = await createReleaseTable(cloud);
  expect(await run('releases', 'list')).toEqual({
    code: 0,
    stdout: '',
    stderr: 'nothing was released at stage local yet\n',
  });
  const deployment: ReleaseRecord = {
    ...({ releaseId: 'd-2', kind: 'deployment', stage: 'local', startedAt: startedAt + 1 } as const),
    ...({ status: 'SUCCEEDED', by: 'CodeDeploy', deployments: ['d-2'] } as const),
  };
  for (const each of [release, deployment]) await table.store.saveRelease(each);
  await table.store.saveHookReport(report);
  const { stdout } = await run('releases', 'list', '--json');
  expect(objectsOf(stdout)).toEqual([deployment, release]);
  expect(objectsOf((await run('releases', 'list', '--limit', '1', '--json')).stdout)).toEqual([deployment]);
  const people = await run('releases', 'list');
  expect(people.stdout).toMatch(/RELEASE +KIND +STATUS +STARTED +ENDED +BY +WHY\nd-2 /);
  expect(people.stdout).toContain('new limits');
});

test.each(['release-1', 'd-1'])('show %s says what was compared, what differed and on which devices', async (id) => {
  const { code, stdout, stderr } = await run('releases', 'show', id);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout.split('\n')).toEqual([
    'release release-1: ROLLED_BACK',
    '  from 2025-11-24T16:00:00.000Z to 2025-11-24T16:01:00.000Z, by ann, commit abc1234',
    '  new limits',
    '  service decisions: ROLLED_BACK',
    'deployment d-1',
    '  before traffic: Failed, 2025-11-24T16:00:00.000Z to 2025-11-24T16:00:05.000Z',
    '    signalbox-decide (decide), version 1 to 2',
    '    ok      probes',
    '        14 records',
    '    FAILED  decisions, old rules and new: 3,400 decisions the same, 12 differ',
    '        rule hot: 12 decisions added on 2 devices; not declared',
    '          devices: pump-1, pump-2',
    '    note: the stream was empty',
    '',
  ]);
  const json = JSON.parse((await run('releases', 'show', id, '--json')).stdout);
  expect(json).toEqual({ release, deployments: [{ deploymentId: 'd-1', reports: [report] }] });
});

test('show of a release of rules has its way through time, and the last look at it', async () => {
  const change = { now: startedAt, by: 'automatic', reason: 'deployment d-2' };
  const shadow = startRelease(setBaseline(emptyTimeline, 'a'.repeat(64), startedAt), 'b'.repeat(64), change);
  const cohort = promote(shadow, { ...change, reason: 'all is well' });
  await table.store.saveTimeline(shadow, emptyTimeline);
  await table.store.saveTimeline(cohort, shadow);
  const releaseId = 'rules-bbbbbbbbbbbb-2';
  await table.store.saveRuleRelease({
    ...{ releaseId, candidate: 'b'.repeat(64), stable: 'a'.repeat(64), startedAt, deploymentId: 'd-2' },
    expected: [{ rule: 'hot', change: 'added', atMost: { devices: 2 }, reason: 'lower limit' }],
  });
  await table.store.saveGateReport({
    ...({ releaseId, seq: 3, phase: 'cohort', evaluatedAt: startedAt + 9_000, outcome: 'waiting' } as const),
    ...{ candidateFailures: 2, statesTooLarge: 0, alarms: ['too-hot'], lines: ['waits for its time'] },
    verdict: { ...verdict, lines: [] },
  });
  const { stdout } = await run('releases', 'show', releaseId);
  expect(stdout).toContain('declared: hot added: lower limit');
  expect(stdout).toMatch(
    / 3 +2025-11-24T16:00:30.000Z +cohort 10 % +aaaaaaaaaaaa +bbbbbbbbbbbb +automatic +all is well\n/,
  );
  expect(stdout).toContain('in cohort: waiting; 3,400 decisions the same, 12 differ');
  expect(stdout).toContain('the candidate failed 2 times');
  expect(stdout).toContain('alarms: too-hot');
  const { rules } = JSON.parse((await run('releases', 'show', releaseId, '--json')).stdout);
  expect(rules.entries.map(({ phase }: { phase: string }) => phase)).toEqual(['shadow', 'cohort']);
});

test.each(['release-9', 'd-9', 'rules-ffffffffffff-9'])('%s is not known', async (id) => {
  const outcome = await run('releases', 'show', id);
  expect(outcome).toEqual({ code: 1, stdout: '', stderr: `error: stage local has no release or deployment ${id}\n` });
});

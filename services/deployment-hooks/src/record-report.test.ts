import type { ActiveRelease, HookReport, ReleaseRecord } from '@signalbox/releases';
import { expect, it } from 'vitest';
import { recordReport } from './record-report.ts';

const report = (overrides: Partial<HookReport> = {}): HookReport => ({
  ...{
    deploymentId: 'd-1',
    phase: 'before',
    kind: 'decide',
    functionName: 'f',
    targetVersion: '4',
    status: 'Succeeded',
  },
  ...{ startedAt: 100, endedAt: 200, checks: [], notes: [] },
  ...overrides,
});

const record = async (of: HookReport, active?: ActiveRelease) => {
  const kept = { reports: [] as HookReport[], releases: [] as ReleaseRecord[], added: [] as string[][] };
  await recordReport({
    saveHookReport: async (each) => void kept.reports.push(each),
    active: async () => active,
    addDeployment: async ({ releaseId }, id) => void kept.added.push([releaseId, id]),
    loadHookReports: async () => [report()],
    saveRelease: async (release) => void kept.releases.push(release),
    stage: 'x',
  })(of);
  return kept;
};

it('keeps a deployment as a release of its own, under the time when it began', async () => {
  expect((await record(report())).releases).toMatchObject([
    { releaseId: 'd-1', kind: 'deployment', startedAt: 100, status: 'RUNNING', deployments: ['d-1'] },
  ]);
  const ended = await record(report({ phase: 'after', startedAt: 900, endedAt: 950 }));
  expect(ended.releases).toMatchObject([{ startedAt: 100, endedAt: 950, status: 'SUCCEEDED' }]);
});

it('says why it failed', async () => {
  const checks = [
    { name: 'probe: x', ok: false, lines: [] },
    { name: 'y', ok: true, lines: [] },
  ];
  const kept = await record(report({ status: 'Failed', checks }));
  expect(kept.releases).toMatchObject([{ status: 'FAILED', endedAt: 200, reason: 'probe: x' }]);
});

it('adds a deployment to the release that is under way', async () => {
  const kept = await record(report(), { releaseId: 'release-1', kind: 'release', startedAt: 1, until: 2 });
  expect(kept).toMatchObject({ reports: [{ deploymentId: 'd-1' }], releases: [], added: [['release-1', 'd-1']] });
});

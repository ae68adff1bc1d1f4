import type { ActiveRelease, HookReport, ReleaseRecord, ReleaseStatus } from '@signalbox/releases';

export interface RecordPorts {
  readonly saveHookReport: (report: HookReport) => Promise<void>;
  readonly active: () => Promise<ActiveRelease | undefined>;
  readonly addDeployment: (
    release: Pick<ReleaseRecord, 'releaseId' | 'startedAt'>,
    deploymentId: string,
  ) => Promise<void>;
  readonly loadHookReports: (deploymentId: string) => Promise<readonly HookReport[]>;
  readonly saveRelease: (release: ReleaseRecord) => Promise<void>;
  readonly stage: string;
}

const statusOf = ({ phase, status }: HookReport): ReleaseStatus => {
  if (status === 'Failed') return 'FAILED';
  return phase === 'after' ? 'SUCCEEDED' : 'RUNNING';
};

const reasonOf = ({ checks }: HookReport): string | undefined => {
  const failed = checks.filter(({ ok }) => !ok).map(({ name }) => name);
  return failed.length > 0 ? failed.join('; ') : undefined;
};

/** Saves the report, and the deployment: with the release that is under way, or as one of its own. */
export const recordReport =
  ({ saveHookReport, active, addDeployment, loadHookReports, saveRelease, stage }: RecordPorts) =>
  async (report: HookReport): Promise<void> => {
    const { deploymentId, endedAt, phase } = report;
    await saveHookReport(report);
    const release = await active();
    if (release) return addDeployment(release, deploymentId);

    // Its key begins with the time when it began: that is when its first hook did.
    const first =
      phase === 'before' ? report : (await loadHookReports(deploymentId)).find((each) => each.phase === 'before');
    const status = statusOf(report);
    const reason = reasonOf(report);
    await saveRelease({
      ...{ releaseId: deploymentId, kind: 'deployment', stage, startedAt: (first ?? report).startedAt },
      ...(status === 'RUNNING' ? {} : { endedAt }),
      ...{ status, by: 'CodeDeploy', deployments: [deploymentId] },
      ...(reason !== undefined && { reason }),
    });
  };

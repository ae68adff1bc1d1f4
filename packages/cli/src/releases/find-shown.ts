import type { HookReport, ReleaseRecord, RuleGateReport, RuleRelease, TimelineEntry } from '@signalbox/releases';
import type { ReleaseStore } from '@signalbox/releases/store';

export interface ShownDeployment {
  readonly deploymentId: string;
  /** Of its hooks that ended, `before` first. */
  readonly reports: readonly HookReport[];
}

/** All there is to tell of an id. */
export interface Shown {
  readonly release?: ReleaseRecord;
  readonly deployments: readonly ShownDeployment[];
  readonly rules?: {
    readonly release: RuleRelease;
    readonly entries: readonly TimelineEntry[];
    readonly gateReport?: RuleGateReport;
  };
}

const deploymentOf = async (store: ReleaseStore, deploymentId: string): Promise<ShownDeployment> => ({
  deploymentId,
  reports: await store.loadHookReports(deploymentId),
});

const findRules = async (store: ReleaseStore, releaseId: string): Promise<Shown | undefined> => {
  const release = await store.loadRuleRelease(releaseId);
  if (release === undefined) return undefined;
  const gateReport = await store.loadGateReport(releaseId);
  const entries = (await store.history()).filter((entry) => entry.releaseId === releaseId);
  return { deployments: [], rules: { release, entries, ...(gateReport && { gateReport }) } };
};

/** A deployment alone, also if no release has it: a hook that was cut off may have left only its report. */
const findDeployment = async (store: ReleaseStore, id: string): Promise<Shown | undefined> => {
  const [release, deployment] = await Promise.all([store.findRelease(id), deploymentOf(store, id)]);
  if (release === undefined && deployment.reports.length === 0) return undefined;
  return { ...(release && { release }), deployments: [deployment] };
};

/** What the store knows by the id of a release, of a deployment or of a release of rules. */
export const findShown = async (store: ReleaseStore, id: string): Promise<Shown | undefined> => {
  if (id.startsWith('rules-')) return findRules(store, id);
  if (id.startsWith('d-')) return findDeployment(store, id);
  const release = await store.findRelease(id);
  if (release === undefined) return undefined;
  return { release, deployments: await Promise.all(release.deployments.map((each) => deploymentOf(store, each))) };
};

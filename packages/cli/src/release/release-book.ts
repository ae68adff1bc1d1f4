import type { ActiveRelease, ReleaseRecord, RuleGateReport, RuleTimeline } from '@signalbox/releases';

/** What is written down of the releases of a stage. Before the first one there is no table: then nothing is, and nothing is kept. */
export interface ReleaseBook {
  /** `conflict`: another one is active. */
  begin(active: ActiveRelease, now: number): Promise<'begun' | 'conflict'>;
  active(now: number): Promise<ActiveRelease | undefined>;
  end(releaseId: string): Promise<void>;
  /** Leaves the deployments that hooks have added. */
  save(record: ReleaseRecord): Promise<void>;
  find(releaseId: string): Promise<ReleaseRecord | undefined>;
  timeline(): Promise<RuleTimeline>;
  gateReport(releaseId: string): Promise<RuleGateReport | undefined>;
}

import type { HookReport } from '../records/hook-report.ts';
import { cutReport } from './cut-report.ts';
import { asDocument, documentOf, expiring } from './document.ts';
import { deploymentPartition, hookReportKey } from './keys.ts';
import type { Table } from './table.ts';

export interface HookReportStore {
  /** Cut to what an item holds; it then says so in its notes. */
  readonly saveHookReport: (report: HookReport) => Promise<void>;
  /** What the hooks of a deployment reported so far, `before` first. */
  readonly loadHookReports: (deploymentId: string) => Promise<readonly HookReport[]>;
}

export const hookReportStore = (table: Table): HookReportStore => ({
  saveHookReport: async (report) => {
    const { deploymentId, phase, endedAt } = report;
    const document = asDocument(cutReport(report));
    await table.put({ ...hookReportKey(deploymentId, phase), ...document, ...expiring(endedAt) });
  },
  loadHookReports: async (deploymentId) => {
    const reports: HookReport[] = [];
    const items = table.query(deploymentPartition(deploymentId), { newestFirst: true });
    for await (const item of items) reports.push(documentOf<HookReport>(item));
    return reports;
  },
});

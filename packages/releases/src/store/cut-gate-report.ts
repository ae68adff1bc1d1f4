import type { RuleGateReport } from '../records/rule-gate-report.ts';
import { bytesOf, cutLines, cutVerdict, maxDocumentBytes } from './cut-verdict.ts';

const most = 20;

/** The report; one that is longer than 350 KB has the beginning of each of its lists, and says so. */
export const cutGateReport = (report: RuleGateReport): RuleGateReport => {
  if (bytesOf(report) <= maxDocumentBytes) return report;
  return {
    ...report,
    ...(report.verdict && { verdict: cutVerdict(report.verdict, most, most) }),
    alarms: report.alarms.slice(0, most),
    lines: [...cutLines(report.lines, most), `the report was too long: the first ${most} of each list are here`],
  };
};

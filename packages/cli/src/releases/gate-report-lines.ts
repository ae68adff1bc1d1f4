import type { RuleGateReport } from '@signalbox/releases';
import { formatCount, formatInstant } from '../output/number.ts';

/** What was last found of a release of rules, for people. */
export const gateReportLines = (report: RuleGateReport): string[] => {
  const { phase, outcome, evaluatedAt, verdict, candidateFailures, statesTooLarge, alarms, lines } = report;
  const counts =
    verdict && `${formatCount(verdict.identical)} decisions the same, ${formatCount(verdict.differences)} differ`;
  return [
    `last looked at ${formatInstant(evaluatedAt)} in ${phase}: ${outcome}${counts ? `; ${counts}` : ''}`,
    ...(candidateFailures > 0 ? [`  the candidate failed ${formatCount(candidateFailures)} times`] : []),
    ...(statesTooLarge > 0 ? [`  of ${formatCount(statesTooLarge)} devices the candidate's state did not fit`] : []),
    ...(alarms.length > 0 ? [`  alarms: ${alarms.join(', ')}`] : []),
    ...[...lines, ...(verdict?.lines ?? [])].map((line) => `  ${line}`),
  ];
};

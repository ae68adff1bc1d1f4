import type { HookCheck, HookReport, ReleaseRecord, Verdict } from '@signalbox/releases';
import { formatCount, formatInstant } from '../output/number.ts';
import type { Shown, ShownDeployment } from './find-shown.ts';
import { gateReportLines } from './gate-report-lines.ts';
import { timelineLines } from './timeline-lines.ts';

const indented = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`);

const releaseLines = (release: ReleaseRecord): string[] => {
  const { releaseId, kind, status, startedAt, endedAt, by, commit, reason, services = [] } = release;
  return [
    `${kind} ${releaseId}: ${status}`,
    `  from ${formatInstant(startedAt)} to ${formatInstant(endedAt)}, by ${by}${commit === undefined ? '' : `, commit ${commit}`}`,
    ...(reason === undefined ? [] : [`  ${reason}`]),
    ...services.map((each) => `  service ${each.service}: ${each.status}`),
  ];
};

const checkLines = ({ name, ok, lines }: HookCheck): string[] => [
  `${ok ? 'ok    ' : 'FAILED'}  ${name}`,
  ...indented(indented(lines)),
];

const verdictLines = (what: string, verdict: Verdict | undefined): string[] => {
  if (verdict === undefined) return [];
  const { ok, differences, identical, lines, unseen } = verdict;
  const counts = `${formatCount(identical)} decisions the same, ${formatCount(differences)} differ`;
  return [
    `${ok ? 'ok    ' : 'FAILED'}  ${what}: ${counts}`,
    ...indented(indented(lines)),
    ...unseen.map(({ rule, change }) => `    declared, but nothing was ${change} of rule ${rule}`),
  ];
};

const reportLines = (report: HookReport): string[] => {
  const { phase, kind, functionName, currentVersion = 'none', targetVersion, status, startedAt, endedAt } = report;
  return [
    `${phase} traffic: ${status}, ${formatInstant(startedAt)} to ${formatInstant(endedAt)}`,
    `  ${functionName} (${kind}), version ${currentVersion} to ${targetVersion}`,
    ...indented(report.checks.flatMap(checkLines)),
    ...indented(verdictLines('decisions, old code and new', report.verdicts?.code)),
    ...indented(verdictLines('decisions, old rules and new', report.verdicts?.rules)),
    ...report.notes.map((note) => `  note: ${note}`),
  ];
};

const deploymentLines = ({ deploymentId, reports }: ShownDeployment): string[] => [
  `deployment ${deploymentId}${reports.length === 0 ? ': no hook has reported' : ''}`,
  ...indented(reports.flatMap(reportLines)),
];

const rulesLines = ({ release, entries, gateReport }: NonNullable<Shown['rules']>): string[] => [
  `rules ${release.releaseId}`,
  `  candidate ${release.candidate}`,
  `  stable    ${release.stable}`,
  `  begun ${formatInstant(release.startedAt)}${release.deploymentId === undefined ? '' : ` by deployment ${release.deploymentId}`}`,
  ...release.expected.map(({ rule, change, reason }) => `  declared: ${rule} ${change}: ${reason}`),
  ...indented(timelineLines(entries)),
  ...(gateReport ? indented(gateReportLines(gateReport)) : []),
];

/** A release, its deployments, and what was compared and differed, for people. */
export const shownLines = ({ release, deployments, rules }: Shown): string[] => [
  ...(release ? releaseLines(release) : []),
  ...deployments.flatMap(deploymentLines),
  ...(rules ? rulesLines(rules) : []),
];

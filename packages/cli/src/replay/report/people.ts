import type { Console } from '../../output/console.ts';
import { formatCount, formatInstant } from '../../output/number.ts';
import { type Column, formatTable } from '../../output/table.ts';
import type { DeviceSummary, ToldDifference } from '../engine/replay-event.ts';
import type { Counts } from '../engine/tally.ts';
import { formatShift, formatSpan } from './span.ts';
import { linesPerSecond, type RuleSummary, type SetSummary, type Summary, timesRealTime } from './summary.ts';

const number = <Row>(heading: string, value: (row: Row) => number): Column<Row> => ({
  heading,
  value: (row) => formatCount(value(row)),
  alignRight: true,
});

const movedText = ({ moved, earliestMs, latestMs }: RuleSummary): string => {
  if (moved === 0) return '';
  return earliestMs === latestMs ? formatShift(latestMs) : `${formatShift(earliestMs)} to ${formatShift(latestMs)}`;
};

const differenceColumns = <Row extends DeviceSummary | RuleSummary>(): readonly Column<Row>[] => [
  number('AGAINST', ({ against }) => against),
  number('ADDED', ({ added }) => added),
  number('REMOVED', ({ removed }) => removed),
  number('CHANGED', ({ changed }) => changed),
  number('MOVED', ({ moved }) => moved),
];

const ruleColumns = (isCompared: boolean): readonly Column<RuleSummary>[] => [
  { heading: 'RULE', value: ({ rule }) => rule },
  number('DECISIONS', ({ rules }) => rules),
  ...(isCompared ? [...differenceColumns<RuleSummary>(), { heading: 'BY', value: movedText }] : []),
  number('FAILURES', ({ failures }) => failures),
];

const deviceColumns = (isCompared: boolean): readonly Column<DeviceSummary>[] => [
  { heading: 'DEVICE', value: ({ deviceId }) => deviceId },
  number('DECISIONS', ({ rules }) => rules),
  ...(isCompared ? differenceColumns<DeviceSummary>() : []),
];

const printTable = <Row>(console: Console, columns: readonly Column<Row>[], rows: readonly Row[]): void => {
  const [headings = '', ...lines] = formatTable(columns, rows);
  console.line(console.style('bold', headings));
  for (const line of lines) console.line(line);
};

const countsText = (counts: Counts): string =>
  Object.entries(counts)
    .map(([reason, count]) => `${formatCount(count)} ${reason}`)
    .join(', ');

/** What took no part, each with its count; nothing is said of what there was none of. */
const remarks = ({ counts, outcome }: Summary): readonly string[] => {
  const all: readonly (readonly [number, string])[] = [
    [outcome.repeatedLines, 'lines at a position that had come before: left out'],
    [counts.duplicateReadings, 'readings that the device had sent before: left out'],
    [counts.outdated, 'times a reading was too old for a rule'],
    [counts.ignoredOperations, 'operations on alarms that meant nothing'],
    [counts.unreadable, 'archived records that nobody could read when they came'],
  ];
  const refused: readonly (readonly [string, Counts])[] = [
    ['records refused', counts.refusedRecords],
    ['readings refused', counts.refusedReadings],
  ];
  return [
    ...all.filter(([count]) => count > 0).map(([count, text]) => `${formatCount(count)} ${text}`),
    ...refused.filter(([, by]) => Object.keys(by).length > 0).map(([what, by]) => `${what}: ${countsText(by)}`),
  ];
};

/** Where the lines came from, if from more than one place. */
const originText = ({ origins }: Summary): readonly string[] => {
  if (origins === undefined) return [];
  const { archiveLines, streamLines } = origins;
  return [
    `${formatCount(archiveLines)} from the archive, ${formatCount(streamLines)} not archived yet, from the stream`,
  ];
};

const headline = (summary: Summary): string => {
  const { counts, devices, outcome, wallMs } = summary;
  const realTime = timesRealTime(summary);
  const speed = `${formatCount(linesPerSecond(summary))} lines/s${realTime === undefined ? '' : `, ${formatCount(realTime)} times real time`}`;
  const span = `${formatInstant(outcome.earliest)} to ${formatInstant(outcome.latest)}`;
  return `${formatCount(counts.records)} records (${formatCount(counts.readings)} readings) of ${formatCount(devices)} devices, ${span}, in ${formatSpan(wallMs)}: ${speed}`;
};

/** `moved    pump-overheating pump-7 2026-…: -4m (from 2026-…) temperature 91 >= 90` */
const differenceText = ({ difference }: ToldDifference): string => {
  const decision = difference.kind === 'removed' ? difference.before : difference.after;
  const { rule, deviceId, decidedAt, reason } = decision;
  const shift = difference.kind === 'moved' ? ` (${formatShift(difference.byMs)})` : '';
  return `${difference.kind.padEnd(7)}  ${rule}  ${deviceId}  ${formatInstant(decidedAt)}${shift}  ${reason}`;
};

const printDevices = (console: Console, { topDevices, activeDevices, against }: Summary): void => {
  if (topDevices.length === 0) return;
  console.line('');
  printTable(console, deviceColumns(against !== undefined), topDevices);
  const more = activeDevices - topDevices.length;
  if (more > 0) console.line(`… and ${formatCount(more)} more devices`);
};

const setColumns: readonly Column<SetSummary>[] = [
  { heading: 'RULE SET', value: ({ ruleSetHash }) => ruleSetHash.slice(0, 12) },
  number('RECORDS', ({ records }) => records),
  number('DECISIONS', ({ decisions }) => decisions),
  number('IN SHADOW', ({ shadowDecisions }) => shadowDecisions),
  number('SHADOW FAILURES', ({ shadowFailures }) => shadowFailures),
];

const printSets = (console: Console, { bySet }: Summary): void => {
  if (bySet.length === 0) return;
  console.line('');
  printTable(console, setColumns, bySet);
};

const printDifferences = (console: Console, summary: Summary, examples: readonly ToldDifference[]): void => {
  if (summary.against === undefined) return;
  console.line('');
  if (summary.differences === 0) {
    console.line('no decision differs');
    return;
  }
  console.line(console.style('bold', `FIRST ${examples.length} OF ${formatCount(summary.differences)} DIFFERENCES`));
  const columns = [{ heading: '', value: differenceText }];
  for (const line of formatTable(columns, examples).slice(1)) console.line(line);
};

/** The report for people. */
export const printReport = (console: Console, summary: Summary, examples: readonly ToldDifference[]): void => {
  console.line(headline(summary));
  for (const remark of [...originText(summary), ...remarks(summary)]) console.line(`  ${remark}`);
  console.line('');
  printTable(console, ruleColumns(summary.against !== undefined), summary.byRule);
  for (const { rule, failure } of summary.byRule) {
    if (failure !== undefined) console.line(`${rule} failed first with: ${failure}`);
  }
  printSets(console, summary);
  printDevices(console, summary);
  printDifferences(console, summary, examples);
};

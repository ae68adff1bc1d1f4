import type { ReplayEvent } from '../engine/replay-event.ts';
import { linesPerSecond, type RuleSummary, type Summary, timesRealTime } from './summary.ts';

/** A decision, or a difference, as a line for programs. */
export const eventLine = ({ told }: ReplayEvent): string => {
  if (told.type === 'decision') return JSON.stringify({ type: 'decision', ...told.by, ...told.decision });
  const { difference } = told;
  const { rule, fleet, deviceId } = difference.kind === 'removed' ? difference.before : difference.after;
  return JSON.stringify({ type: 'difference', rule, fleet, deviceId, ...difference });
};

const ruleObject = (rule: RuleSummary, isCompared: boolean): object => {
  const { rule: name, rules: decisions, against, added, removed, changed, moved, movedMs, failures, failure } = rule;
  const { earliestMs, latestMs } = rule;
  const shift =
    moved === 0 ? {} : { movedMs: { mean: Math.round(movedMs / moved), earliest: earliestMs, latest: latestMs } };
  const compared = isCompared ? { against, added, removed, changed, moved, ...shift } : {};
  return { rule: name, decisions, ...compared, failures, ...(failure !== undefined && { failure }) };
};

/** The last lines: what could not be read, and the summary. */
export const closingLines = (summary: Summary): readonly string[] => {
  const { rules, against, counts, outcome, byRule, devices, activeDevices, topDevices, differences, wallMs } = summary;
  const isCompared = against !== undefined;
  const realTime = timesRealTime(summary);
  const closing = {
    type: 'summary',
    rules,
    ...(isCompared && { against, differences }),
    ...{ lines: outcome.lines, repeatedLines: outcome.repeatedLines, badLines: outcome.badLines.count },
    ...summary.origins,
    ...counts,
    ...{ firstReceivedAt: outcome.earliest, lastReceivedAt: outcome.latest, until: outcome.until },
    ...{ devices, activeDevices },
    byRule: byRule.map((rule) => ruleObject(rule, isCompared)),
    ...(summary.bySet.length > 0 && { bySet: summary.bySet }),
    topDevices: topDevices.map(({ deviceId, rules: decisions, ...compared }) => {
      return { deviceId, decisions, ...(isCompared && compared) };
    }),
    ...{ wallMs: Math.round(wallMs), linesPerSecond: Math.round(linesPerSecond(summary)) },
    ...(realTime !== undefined && { timesRealTime: Math.round(realTime) }),
  };
  const bad = outcome.badLines.first.map((line) => ({ type: 'bad-line', ...line }));
  return [...bad, closing].map((line) => JSON.stringify(line));
};

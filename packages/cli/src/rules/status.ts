import {
  currentRelease,
  entryAt,
  lastEntry,
  type RuleGateReport,
  type RuleTimeline,
  type TimelineEntry,
} from '@signalbox/releases';
import { formatDuration } from '../arguments/duration.ts';
import { formatInstant } from '../output/number.ts';
import { gateReportLines } from '../releases/gate-report-lines.ts';
import { phaseText, timelineLines } from '../releases/timeline-lines.ts';

/** Which rule sets decide at a moment, and how far a release of rules is. Times are epoch ms. */
export interface RulesStatus {
  readonly now: number;
  /** By which records that come now are decided. */
  readonly entry?: TimelineEntry;
  /** Is written, and holds from a moment that is still to come. */
  readonly pending?: TimelineEntry;
  readonly nextStepAt?: number;
  readonly gateReport?: RuleGateReport;
  /** The latest entries, oldest first. */
  readonly timeline: readonly TimelineEntry[];
}

const shownEntries = 8;

/** `gateReport`: the last one of the release that the last entry is of. */
export const statusOf = (timeline: RuleTimeline, gateReport: RuleGateReport | undefined, now: number): RulesStatus => {
  const entry = entryAt(timeline, now);
  const last = lastEntry(timeline);
  const nextStepAt = gateReport?.seq === currentRelease(timeline)?.seq ? gateReport?.nextStepAt : undefined;
  return {
    now,
    ...(entry && { entry }),
    ...(last && last !== entry && { pending: last }),
    ...(nextStepAt !== undefined && { nextStepAt }),
    ...(gateReport && { gateReport }),
    timeline: timeline.entries.slice(-shownEntries),
  };
};

/** Whether nothing is under way, and what was written last holds. */
export const isSettled = ({ entry, pending }: RulesStatus): boolean =>
  pending === undefined && entry?.candidate === undefined;

const wholeSeconds = (ms: number): string => formatDuration(Math.max(1000, Math.round(ms / 1000) * 1000));

const nextStepText = (nextStepAt: number, now: number): string =>
  nextStepAt > now ? `${formatInstant(nextStepAt)}, in ${wholeSeconds(nextStepAt - now)}` : 'due';

const entryLines = (entry: TimelineEntry, { now, nextStepAt, pending }: RulesStatus): string[] => {
  const { candidate, effectiveAt, stable, by, reason, releaseId } = entry;
  return [
    `phase      ${phaseText(entry)}`,
    `release    ${releaseId}`,
    `since      ${effectiveAt === 0 ? 'ever' : formatInstant(effectiveAt)}, by ${by}: ${reason}`,
    `stable     ${stable}`,
    ...(candidate === undefined ? [] : [`candidate  ${candidate}`]),
    ...(nextStepAt === undefined ? [] : [`next step  ${nextStepText(nextStepAt, now)}`]),
    ...(pending === undefined
      ? []
      : [`then       ${phaseText(pending)} from ${formatInstant(pending.effectiveAt)} on`]),
  ];
};

/** For people. */
export const statusLines = (status: RulesStatus): string[] => {
  const { entry, gateReport, timeline } = status;
  if (entry === undefined) return ['no rules were released yet: those that are deployed decide'];
  return [
    ...entryLines(entry, status),
    ...(gateReport ? gateReportLines(gateReport) : []),
    '',
    ...timelineLines(timeline),
  ];
};

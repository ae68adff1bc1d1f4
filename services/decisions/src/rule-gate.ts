import { type ExpectedChange, judge, type TimelineEntry, type Verdict } from '@signalbox/releases';
import type { Comparison, Failure } from './compare-evidence.ts';
import type { FiringAlarm } from './ports.ts';

/** How a release goes on by itself. */
export interface RuleReleaseSettings {
  readonly shadowMinutes: number;
  readonly cohortMinutes: number;
  /** Of the devices, 1 to 100. */
  readonly cohortPercent: number;
  /** Alarms do not count: the release is what mends them. */
  readonly ignoreAlarms: boolean;
}

export interface Gate {
  readonly entry: TimelineEntry & { readonly candidate: string };
  readonly expected: readonly ExpectedChange[];
  /** When the release began, epoch ms. */
  readonly startedAt: number;
  /** Absent: there was no time to go through all of it. */
  readonly comparison?: Comparison;
  readonly alarms: readonly FiringAlarm[];
  readonly settings: RuleReleaseSettings;
  /** Epoch ms. */
  readonly now: number;
}

export interface GateOutcome {
  readonly next: 'wait' | 'promote' | 'rollBack';
  /** Epoch ms: when the next step comes if all stays well. */
  readonly nextStepAt: number;
  readonly verdict?: Verdict;
  readonly candidateFailures: number;
  readonly statesTooLarge: number;
  /** For people; the reasons to roll back first. */
  readonly lines: readonly string[];
}

const minuteMs = 60_000;

const failureLine = ({ deviceId, message, rule, times }: Failure): string =>
  `${rule === undefined ? 'a whole side' : `rule ${rule}`} failed ${times} times, first on ${deviceId}: ${message}`;

const tooLargeLine = (devices: ReadonlySet<string>): string[] => {
  if (devices.size === 0) return [];
  const first = [...devices].sort().slice(0, 10).join(', ');
  return [`the states of both sets do not fit into the items of ${devices.size} devices: ${first}`];
};

const sizesLine = ({ byRule, differences }: Verdict): string => {
  const rules = byRule.flatMap(({ problem, rule, change }) => (problem === undefined ? [] : [`${rule} (${change})`]));
  return `${differences} decisions differ, not as declared: ${rules.join(', ')}`;
};

/** An alarm that was firing before says nothing about the release. */
const alarmsThatCount = ({ alarms, settings, startedAt }: Gate): readonly FiringAlarm[] =>
  settings.ignoreAlarms ? [] : alarms.filter(({ since }) => since >= startedAt);

const notesOf = (gate: Gate): string[] => {
  const counted = new Set(alarmsThatCount(gate));
  const why = gate.settings.ignoreAlarms ? 'alarms are ignored' : 'it was before the release began';
  return [
    ...gate.alarms.filter((alarm) => !counted.has(alarm)).map(({ name }) => `alarm ${name} is firing; ${why}`),
    ...(gate.comparison ? [] : ['there was no time to go through all of the evidence']),
    ...(gate.comparison?.open ? [`${gate.comparison.open} decisions may still move as declared`] : []),
  ];
};

const nextStepAt = ({ entry, settings }: Gate): number => {
  const minutes = entry.phase === 'shadow' ? settings.shadowMinutes : settings.cohortMinutes;
  return entry.effectiveAt + minutes * minuteMs;
};

/**
 * Whether a release of rules waits, goes on or is rolled back: rolled back for a difference that is not declared, a candidate that failed, a
 * state that did not fit or an alarm that began to fire; on when its phase is over.
 */
export const ruleGate = (gate: Gate): GateOutcome => {
  const { comparison, entry, expected, now } = gate;
  const verdict = comparison && judge(comparison.differences, comparison.totals, expected, entry.candidate);
  const problems = [
    ...(verdict && !verdict.ok ? [sizesLine(verdict)] : []),
    ...(comparison?.failures.map(failureLine) ?? []),
    ...tooLargeLine(comparison?.tooLarge ?? new Set()),
    ...alarmsThatCount(gate).map(({ name }) => `alarm ${name} is firing`),
  ];
  const at = nextStepAt(gate);
  const isOver = comparison !== undefined && now >= at;
  return {
    next: problems.length > 0 ? 'rollBack' : isOver ? 'promote' : 'wait',
    nextStepAt: at,
    ...(verdict && { verdict }),
    candidateFailures: comparison?.failures.reduce((sum, { times }) => sum + times, 0) ?? 0,
    statesTooLarge: comparison?.tooLarge.size ?? 0,
    lines: [...problems, ...notesOf(gate)],
  };
};

import type { Difference } from '@signalbox/decision-engine/diff';

/** How often each of some names came up. */
export type Counts = Record<string, number>;

export const addTo = (counts: Counts, name: string, count = 1): void => {
  counts[name] = (counts[name] ?? 0) + count;
};

/** What went through a replay, whatever was decided. */
export interface RecordCounts {
  /** That the engine saw. */
  records: number;
  /** Of those records, all that took part. */
  readings: number;
  /** Readings that the device had sent before, by its own counter. */
  duplicateReadings: number;
  /** Pairs of a rule and a reading that was too old for it. */
  outdated: number;
  /** Operations on alarms that meant nothing. */
  ignoredOperations: number;
  /** Archived records that nobody could read when they came. */
  unreadable: number;
  /** Records that take no part, by the reason code of the contracts. */
  refusedRecords: Counts;
  /** Single readings of a message that take no part. */
  refusedReadings: Counts;
}

export const noRecords = (): RecordCounts => ({
  ...{ records: 0, readings: 0, duplicateReadings: 0, outdated: 0, ignoredOperations: 0, unreadable: 0 },
  refusedRecords: {},
  refusedReadings: {},
});

const addCounts = (to: Counts, more: Counts): void => {
  for (const [name, count] of Object.entries(more)) addTo(to, name, count);
};

export const addRecords = (to: RecordCounts, more: RecordCounts): void => {
  to.records += more.records;
  to.readings += more.readings;
  to.duplicateReadings += more.duplicateReadings;
  to.outdated += more.outdated;
  to.ignoredOperations += more.ignoredOperations;
  to.unreadable += more.unreadable;
  addCounts(to.refusedRecords, more.refusedRecords);
  addCounts(to.refusedReadings, more.refusedReadings);
};

/** What a rule did, over all devices. */
export interface RuleCounts {
  /** Decisions. */
  rules: number;
  /** Decisions of the rules that were compared with. */
  against: number;
  added: number;
  removed: number;
  changed: number;
  moved: number;
  /** Of those that moved, ms: the sum of the distances, and the least and the greatest shift; earlier is negative. */
  movedMs: number;
  earliestMs: number;
  latestMs: number;
  /** Times that the rule threw; what it was told is lost to it. */
  failures: number;
  /** Those of them under the rules that were compared with. */
  failuresAgainst: number;
  /** What it threw first. */
  failure: string | undefined;
}

export const noDecisions = (): RuleCounts => ({
  ...{ rules: 0, against: 0, added: 0, removed: 0, changed: 0, moved: 0 },
  ...{ movedMs: 0, earliestMs: 0, latestMs: 0, failures: 0, failuresAgainst: 0, failure: undefined },
});

/** Takes a decision, or several, that moved into the counts. */
const addMoved = (to: RuleCounts, more: Pick<RuleCounts, 'moved' | 'movedMs' | 'earliestMs' | 'latestMs'>): void => {
  if (more.moved === 0) return;
  to.earliestMs = to.moved === 0 ? more.earliestMs : Math.min(to.earliestMs, more.earliestMs);
  to.latestMs = to.moved === 0 ? more.latestMs : Math.max(to.latestMs, more.latestMs);
  to.moved += more.moved;
  to.movedMs += more.movedMs;
};

export const addDifference = (to: RuleCounts, difference: Difference): void => {
  if (difference.kind !== 'moved') to[difference.kind] += 1;
  else {
    const { byMs } = difference;
    addMoved(to, { moved: 1, movedMs: Math.abs(byMs), earliestMs: byMs, latestMs: byMs });
  }
};

const summed = ['rules', 'against', 'added', 'removed', 'changed', 'failures', 'failuresAgainst'] as const;

export const addRule = (to: RuleCounts, more: RuleCounts): void => {
  for (const name of summed) to[name] += more[name];
  addMoved(to, more);
  to.failure ??= more.failure;
};

export type RuleTable = Map<string, RuleCounts>;

export const ruleIn = (table: RuleTable, rule: string): RuleCounts => {
  const known = table.get(rule);
  if (known !== undefined) return known;
  const counts = noDecisions();
  table.set(rule, counts);
  return counts;
};

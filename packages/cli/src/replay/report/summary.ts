import type { RuleSet } from '@signalbox/decision-engine';
import type { DeviceSummary } from '../engine/replay-event.ts';
import { addRecords, addRule, noDecisions, noRecords, type RecordCounts, type RuleCounts } from '../engine/tally.ts';
import { topDevices } from '../pool/top-devices.ts';
import { addSets, type SetCounts, type SetTable, setIn } from '../released/set-tally.ts';
import type { ReplayOutcome } from '../replay-records.ts';

export interface RuleSummary extends RuleCounts {
  readonly rule: string;
}

export interface SetSummary extends SetCounts {
  readonly ruleSetHash: string;
}

/** What a replay came to. */
export interface Summary {
  readonly rules: Pick<RuleSet, 'name' | 'hash'>;
  readonly against: Pick<RuleSet, 'name' | 'hash'> | undefined;
  readonly counts: RecordCounts;
  readonly outcome: ReplayOutcome;
  /** How many lines came from where; undefined if the stream was not asked. */
  readonly origins: { readonly archiveLines: number; readonly streamLines: number } | undefined;
  /** All rules of both sets, in their order. */
  readonly byRule: readonly RuleSummary[];
  /** Under a rule timeline: what each set did, in the order in which the timeline names them. */
  readonly bySet: readonly SetSummary[];
  readonly devices: number;
  readonly activeDevices: number;
  readonly topDevices: readonly DeviceSummary[];
  readonly differences: number;
  readonly wallMs: number;
}

export interface SummaryInput {
  readonly rules: RuleSet;
  readonly against: RuleSet | undefined;
  /** Those of a rule timeline, if that was replayed. */
  readonly ruleSets?: readonly RuleSet[] | undefined;
  readonly outcome: ReplayOutcome;
  readonly streamLines: number | undefined;
  readonly wallMs: number;
  /** How many devices to name. */
  readonly top: number;
}

const rulesOf = ({ rules, against, outcome, ruleSets = [] }: SummaryInput): readonly RuleSummary[] => {
  const table = new Map<string, RuleCounts>();
  const sets = [rules, ...(against ? [against] : []), ...ruleSets];
  for (const { name } of sets.flatMap((set) => set.rules)) table.set(name, noDecisions());
  for (const { rules: own } of outcome.results) {
    for (const [rule, counts] of own) {
      const all = table.get(rule);
      if (all !== undefined) addRule(all, counts);
    }
  }
  return [...table].map(([rule, counts]) => ({ rule, ...counts }));
};

const setsOf = ({ outcome, ruleSets = [] }: SummaryInput): readonly SetSummary[] => {
  const table: SetTable = new Map();
  for (const { hash } of ruleSets) setIn(table, hash);
  for (const { sets } of outcome.results) addSets(table, sets);
  return [...table].map(([ruleSetHash, counts]) => ({ ruleSetHash, ...counts }));
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

const differencesOfRules = (rules: readonly RuleSummary[]): number =>
  sum(rules.map(({ added, removed, changed, moved }) => added + removed + changed + moved));

/** Lines at a position that had come before are lines of the archive, or of the stream, too. */
const originsOf = ({ outcome: { lines, repeatedLines }, streamLines }: SummaryInput): Summary['origins'] =>
  streamLines === undefined ? undefined : { archiveLines: lines + repeatedLines - streamLines, streamLines };

/** Puts together what the workers found. */
export const summaryOf = (input: SummaryInput): Summary => {
  const { rules, against, outcome, wallMs, top } = input;
  const { results } = outcome;
  const counts = noRecords();
  for (const result of results) addRecords(counts, result.counts);
  const byRule = rulesOf(input);
  return {
    rules: { name: rules.name, hash: rules.hash },
    against: against && { name: against.name, hash: against.hash },
    ...{ counts, outcome, byRule, wallMs, bySet: setsOf(input), origins: originsOf(input) },
    devices: sum(results.map(({ devices }) => devices)),
    activeDevices: sum(results.map(({ activeDevices }) => activeDevices)),
    topDevices: topDevices(
      results.flatMap((result) => result.topDevices),
      top,
    ),
    differences: differencesOfRules(byRule),
  };
};

/** Virtual time a second of real time; undefined if all records came at once. */
export const timesRealTime = ({ outcome: { earliest, latest }, wallMs }: Summary): number | undefined =>
  earliest === undefined || latest === undefined || latest === earliest ? undefined : (latest - earliest) / wallMs;

export const linesPerSecond = ({ outcome, wallMs }: Summary): number => (outcome.lines / wallMs) * 1000;

import type { Decision } from '@signalbox/contracts';
import { createDecisionDiff, type Difference } from '@signalbox/decision-engine/diff';
import type { ExpectedChange } from '@signalbox/releases';
import { judge, type Totals, type Verdict } from '@signalbox/releases';
import type { DeviceRun } from '../sandbox/sandbox.ts';

/** What differs between two runs over the same records. */
export interface Comparison {
  readonly differences: readonly Difference[];
  readonly totals: Totals;
  /** What is worse in the second run than in the first, apart from decisions: for people. */
  readonly problems: readonly string[];
}

const parse = (decisions: readonly string[]): Decision[] => decisions.map((json) => JSON.parse(json) as Decision);

/** Both sides in the order of time, so that what waits for its counterpart is never much. */
const differencesOf = (before: readonly Decision[], after: readonly Decision[]) => {
  const diff = createDecisionDiff();
  const found: Difference[] = [];
  let [left, right] = [0, 0];
  while (left < before.length || right < after.length) {
    const [one, other] = [before[left], after[right]];
    const isBefore = other === undefined || (one !== undefined && one.decidedAt <= other.decidedAt);
    if (isBefore && one !== undefined) {
      found.push(...diff.advance(one.decidedAt), ...diff.before(one));
      left += 1;
    } else if (other !== undefined) {
      found.push(...diff.advance(other.decidedAt), ...diff.after(other));
      right += 1;
    }
  }
  found.push(...diff.end());
  return { found, identical: diff.identical };
};

const failuresOf = ({ failures }: DeviceRun): number =>
  Object.values(failures).reduce((sum, { times }) => sum + times, 0);

const mostProblems = 10;

const problemsOf = (before: DeviceRun, after: DeviceRun): string[] => {
  const { deviceId } = after;
  const [rule, failure] = Object.entries(after.failures)[0] ?? [];
  return [
    ...(after.crashes > before.crashes ? [`${deviceId}: ${after.crashes} records crash; ${after.firstCrash}`] : []),
    ...(failuresOf(after) > failuresOf(before)
      ? [`${deviceId}: rule ${rule} fails ${failure?.times} times; ${failure?.message}`]
      : []),
    ...(after.refused === before.refused
      ? []
      : [`${deviceId}: ${after.refused} records are refused, before ${before.refused}`]),
  ];
};

const shortened = (problems: readonly string[]): string[] =>
  problems.length > mostProblems
    ? [...problems.slice(0, mostProblems), `and ${problems.length - mostProblems} more`]
    : [...problems];

/** Compares two runs over the same devices, in the same order. */
export const compareRuns = (before: readonly DeviceRun[], after: readonly DeviceRun[]): Comparison => {
  const differences: Difference[] = [];
  const problems: string[] = [];
  const decisionsBefore: Record<string, number> = {};
  let identical = 0;
  for (const [index, one] of before.entries()) {
    const other = after[index];
    if (other === undefined) throw new Error('the two runs are of different devices');
    const decided = parse(one.decisions);
    for (const { rule } of decided) decisionsBefore[rule] = (decisionsBefore[rule] ?? 0) + 1;
    const outcome = differencesOf(decided, parse(other.decisions));
    differences.push(...outcome.found);
    identical += outcome.identical;
    problems.push(...problemsOf(one, other));
  }
  return { differences, totals: { identical, decisionsBefore }, problems: shortened(problems) };
};

/** `expected` undefined: nothing may differ. */
export const verdictOf = (
  { differences, totals }: Comparison,
  expected: readonly ExpectedChange[] | undefined,
  hash: string,
): Verdict => judge(differences, totals, expected, hash);

/** Devices of which two runs of the same differ in anything: decisions, failures, or the state at the end. For people. */
export const unequalRuns = (one: readonly DeviceRun[], other: readonly DeviceRun[]): string[] => {
  const unequal = one.filter((device, index) => JSON.stringify(device) !== JSON.stringify(other[index]));
  return shortened(unequal.map(({ deviceId }) => deviceId));
};

import type { Difference } from '@signalbox/decision-engine/diff';
import { exceeded } from './bounds.ts';
import { declarationLines } from './declaration-lines.ts';
import { differenceLines } from './difference-lines.ts';
import type { ExpectedChange } from './expected-change.ts';
import { type Gathered, gather } from './gather.ts';
import type { RuleDifferences, Totals, Verdict } from './verdict.ts';

const shownDevices = 10;
const shownRules = 50;

type Seen = Omit<RuleDifferences, 'declared' | 'problem'>;

const seenOf = (gathered: Gathered, { decisionsBefore }: Totals): Seen => {
  const { rule, change, decisions, devices, byMs, example } = gathered;
  const before = Object.hasOwn(decisionsBefore, rule) ? Number(decisionsBefore[rule]) : 0;
  return {
    ...{ rule, change, decisions, devices: devices.size, example },
    firstDevices: [...devices].sort().slice(0, shownDevices),
    ...(before > 0 && { percent: (100 * decisions) / before }),
    ...(change === 'moved' && { byMs }),
  };
};

/** One declaration that allows it all is enough; else the message is that of the last. */
const judged = (seen: Seen, declarations: readonly ExpectedChange[]): RuleDifferences => {
  let problem = 'not declared';
  for (const { rule, change, atMost, reason } of declarations) {
    if (rule !== seen.rule || change !== seen.change) continue;
    const excess = exceeded(seen, atMost);
    if (excess === undefined) return { ...seen, declared: reason };
    problem = `more than declared: ${excess}`;
  }
  return { ...seen, problem };
};

const linesOf = (byRule: readonly RuleDifferences[], canDeclare: boolean, candidateHash: string): string[] => {
  const undeclared = byRule.filter(({ problem }) => problem !== undefined);
  const declared = byRule.filter(({ problem }) => problem === undefined);
  const shown = [...undeclared, ...declared].slice(0, shownRules);
  const more = byRule.length - shown.length;
  return [
    ...shown.flatMap(differenceLines),
    ...(more > 0 ? [`and ${more} more rules or kinds of difference`] : []),
    ...(canDeclare && undeclared.length > 0 ? declarationLines(undeclared.slice(0, shownRules), candidateHash) : []),
  ];
};

/**
 * Whether each difference between the decisions of two rule sets is declared. The bounds of a declaration hold over all of
 * `differences`, whatever devices they are of. `expected` undefined: nothing may be declared, as in a release of code.
 */
export const judge = (
  differences: Iterable<Difference>,
  totals: Totals,
  expected: readonly ExpectedChange[] | undefined,
  candidateHash: string,
): Verdict => {
  const declarations = (expected ?? []).filter(({ ruleSet = '' }) => candidateHash.startsWith(ruleSet));
  const byRule = gather(differences).map((gathered) => judged(seenOf(gathered, totals), declarations));
  return {
    ok: byRule.every(({ problem }) => problem === undefined),
    differences: byRule.reduce((sum, { decisions }) => sum + decisions, 0),
    identical: totals.identical,
    byRule,
    unseen: declarations.filter(
      ({ rule, change }) => !byRule.some((each) => each.rule === rule && each.change === change),
    ),
    lines: linesOf(byRule, expected !== undefined, candidateHash),
  };
};

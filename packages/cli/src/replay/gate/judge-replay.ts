import type { Difference } from '@signalbox/decision-engine/diff';
import { type ExpectedChange, judge, type Verdict } from '@signalbox/releases';
import type { RuleSummary, Summary } from '../report/summary.ts';

/** Whether the rules may be released, as far as a replay can tell. */
export interface ReplayVerdict extends Verdict {
  /** Rules that fail where those that they are compared with do not. */
  readonly failing: readonly string[];
}

/** Each decision of the rules is the same, added, changed or moved. */
const identicalOf = ({ rules, added, changed, moved }: RuleSummary): number => rules - added - changed - moved;

const failureText = ({ rule, failures, failuresAgainst, failure }: RuleSummary): string =>
  `rule ${rule} fails ${failures - failuresAgainst} times, before ${failuresAgainst}; ${failure}`;

/** The verdict that the hook before a deployment comes to over the same records. */
export const judgeReplay = (
  { byRule, rules }: Pick<Summary, 'byRule' | 'rules'>,
  differences: Iterable<Difference>,
  expected: readonly ExpectedChange[],
): ReplayVerdict => {
  const totals = {
    identical: byRule.reduce((sum, each) => sum + identicalOf(each), 0),
    decisionsBefore: Object.fromEntries(byRule.map(({ rule, against }) => [rule, against])),
  };
  const verdict = judge(differences, totals, expected, rules.hash);
  const failing = byRule.filter(({ failures, failuresAgainst }) => failures - failuresAgainst > failuresAgainst);
  return { ...verdict, ok: verdict.ok && failing.length === 0, failing: failing.map(failureText) };
};

import { durationText } from './duration-text.ts';
import type { RuleDifferences } from './verdict.ts';

/** Whole percents, a little more than was seen: another hour's records differ a little. */
const boundsOf = ({ decisions, devices, percent, byMs }: RuleDifferences): string => {
  const bounds =
    percent === undefined ? [`decisions: ${decisions}`, `devices: ${devices}`] : [`percent: ${Math.ceil(percent)}`];
  return [...bounds, ...(byMs === undefined ? [] : [`by: ${durationText(byMs)}`])].join(', ');
};

const declarationOf = (differences: RuleDifferences, candidateHash: string): string[] => [
  `  - rule: ${JSON.stringify(differences.rule)}`,
  `    change: ${differences.change}`,
  `    ruleSet: ${JSON.stringify(candidateHash.slice(0, 12))}`,
  `    atMost: { ${boundsOf(differences)} }`,
  '    reason: # say why',
];

/** What to write into the file of expected changes, if what differs is meant: YAML, but for the reasons. */
export const declarationLines = (undeclared: readonly RuleDifferences[], candidateHash: string): string[] => [
  'if this is meant, declare it in releases/expected-changes.yaml (the bounds hold for each comparison, also those in shadow and cohort):',
  'changes:',
  ...undeclared.flatMap((each) => declarationOf(each, candidateHash)),
];

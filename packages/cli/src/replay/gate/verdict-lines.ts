import type { ReplayVerdict } from './judge-replay.ts';

/** The verdict for people. */
export const verdictLines = ({ ok, failing, lines, unseen, identical }: ReplayVerdict): readonly string[] => [
  ok ? 'VERDICT: every difference is declared' : 'VERDICT: not to be released',
  ...failing,
  ...lines,
  ...unseen.map(({ rule, change }) => `declared and not seen: decisions of ${rule} that are ${change}`),
  `${identical} decisions are the same`,
];

/** The verdict for programs. */
export const verdictLine = (verdict: ReplayVerdict): string => JSON.stringify({ type: 'verdict', ...verdict });

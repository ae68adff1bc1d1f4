import { didYouMean } from '@signalbox/decision-engine/did-you-mean';
import { entryAt, lastEntry, type RuleTimeline } from '@signalbox/releases';
import { Problem } from '../problem.ts';
import { readRuleSets } from '../releases/read-rule-sets.ts';
import { withReleases } from '../releases/with-releases.ts';
import type { Target } from '../target/target.ts';
import { openClock } from '../target/target-clock.ts';
import { bundledRules } from './bundled-rules.ts';

/** Of the sets that decide or are beside it, now and once what was written last holds. */
const hashesOf = (timeline: RuleTimeline, now: number): readonly string[] => {
  const entries = [entryAt(timeline, now), lastEntry(timeline)];
  return [...new Set(entries.flatMap((entry) => [entry?.stable ?? [], entry?.candidate ?? []].flat()))];
};

const rulesOfStage = async (target: Target): Promise<readonly string[]> => {
  const now = await openClock(target);
  const hashes = hashesOf(await withReleases(target, (store) => store.loadTimeline()), now());
  const stored = await readRuleSets(target, hashes);
  const isWhole = hashes.length > 0 && stored.length === hashes.length;
  const sets = isWhole ? stored : [...stored, await bundledRules(target)];
  return [...new Set(sets.flatMap(({ rules }) => rules.map(({ name }) => name)))];
};

/**
 * Holds a name against the rules of the stage, those of a candidate too. On the stream an operation on a rule that there is not would be
 * ignored, and whoever misspelt a name would believe that it was done.
 * @throws Problem `not-found`: no such rule, or the stage has no rules
 */
export const checkRule = async (target: Target, rule: string): Promise<void> => {
  const known = await rulesOfStage(target);
  if (known.includes(rule)) return;
  throw new Problem('not-found', `stage ${target.stage} has no rule "${rule}"${didYouMean(rule, known)}`);
};

import type { RuleTimeline } from '@signalbox/releases';
import { readRuleSets } from '../../releases/read-rule-sets.ts';
import { withReleases } from '../../releases/with-releases.ts';
import type { Target } from '../../target/target.ts';
import type { ReleasedPlan } from './released-plan.ts';

/**
 * Every entry that the timeline of a stage ever had, and those of its rule sets that are still stored.
 * @throws Problem `not-found`, `rules-invalid`, `release-refused`; what the SDK throws
 */
export const releasesOfStage = async (
  target: Target,
  hashesOf: (timeline: RuleTimeline) => readonly string[],
): Promise<ReleasedPlan> => {
  const timeline = await withReleases(target, async (store) => {
    const { version } = await store.loadTimeline();
    return { version, entries: await store.history() };
  });
  return { timeline, ruleSets: await readRuleSets(target, hashesOf(timeline)) };
};

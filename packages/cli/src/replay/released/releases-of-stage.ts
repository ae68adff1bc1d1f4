import { S3Client } from '@aws-sdk/client-s3';
import type { RuleSet } from '@signalbox/decision-engine';
import { ReleaseError, type RuleTimeline } from '@signalbox/releases';
import { ruleSetsOf } from '@signalbox/releases/rule-sets';
import { Problem } from '../../problem.ts';
import { withReleases } from '../../releases/with-releases.ts';
import { findArchiveBucket } from '../../target/account.ts';
import { guarded } from '../../target/guarded.ts';
import type { Target } from '../../target/target.ts';
import type { ReleasedPlan } from './released-plan.ts';

const readSets = async (target: Target, hashes: readonly string[]): Promise<readonly RuleSet[]> => {
  const client = guarded((settings) => new S3Client({ ...settings, forcePathStyle: target.isLocal }), target);
  try {
    const { getRuleSet } = ruleSetsOf({ client, bucket: await findArchiveBucket(target) });
    const read = hashes.map(async (hash) => {
      try {
        return [await getRuleSet(hash)];
      } catch (error) {
        if (!(error instanceof ReleaseError)) throw error;
        if (error.code === 'RULE_SET_GONE') return [];
        throw new Problem('rules-invalid', error.message, { cause: error });
      }
    });
    return (await Promise.all(read)).flat();
  } finally {
    client.destroy();
  }
};

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
  return { timeline, ruleSets: await readSets(target, hashesOf(timeline)) };
};

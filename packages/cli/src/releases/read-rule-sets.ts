import { S3Client } from '@aws-sdk/client-s3';
import type { RuleSet } from '@signalbox/decision-engine';
import { ReleaseError } from '@signalbox/releases';
import { ruleSetsOf } from '@signalbox/releases/rule-sets';
import { Problem } from '../problem.ts';
import { findArchiveBucket } from '../target/account.ts';
import { guarded } from '../target/guarded.ts';
import type { Target } from '../target/target.ts';

/**
 * Those of a stage's released rule sets that are still stored, in the order of their hashes here.
 * @throws Problem `rules-invalid`: one is not what its hash says; what the SDK throws
 */
export const readRuleSets = async (target: Target, hashes: readonly string[]): Promise<readonly RuleSet[]> => {
  // Path style, for the embedded cloud has no name of its own for each bucket.
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

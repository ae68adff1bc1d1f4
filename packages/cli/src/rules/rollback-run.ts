import { S3Client } from '@aws-sdk/client-s3';
import { lastEntry, type RuleTimeline, rollBack } from '@signalbox/releases';
import { ruleSetsOf } from '@signalbox/releases/rule-sets';
import type { Console } from '../output/console.ts';
import { findArchiveBucket } from '../target/account.ts';
import { guarded } from '../target/guarded.ts';
import type { Target } from '../target/target.ts';
import { type ChangeOptions, type Operation, runChange } from './change-timeline.ts';

/** @throws {ReleaseError} `RULE_SET_GONE`, `RULE_SET_CORRUPT` */
const needRuleSet = async (hash: string, target: Target): Promise<void> => {
  const bucket = await findArchiveBucket(target);
  // Path style, for the embedded cloud has no name of its own for each bucket.
  const client = guarded((settings) => new S3Client({ ...settings, forcePathStyle: target.isLocal }), target);
  try {
    await ruleSetsOf({ client, bucket }).getRuleSet(hash);
  } finally {
    client.destroy();
  }
};

const stableOf = (timeline: RuleTimeline): string | undefined => lastEntry(timeline)?.stable;

/** A set that is to decide again must be there; to drop a candidate needs nothing, and is never refused for want of it. */
const operation: Operation = async (timeline, change, target) => {
  const next = rollBack(timeline, change);
  const stable = stableOf(next);
  if (stable === undefined || stable === stableOf(timeline)) return next;
  await needRuleSet(stable, target);
  return next;
};

/** `rules rollback`. @throws Problem `release-refused`: NOTHING_TO_ROLL_BACK, RULE_SET_GONE, RULE_SET_CORRUPT */
export const rollback = (options: ChangeOptions, console: Console): Promise<void> =>
  runChange(operation, 'rolled back by hand', options, console);

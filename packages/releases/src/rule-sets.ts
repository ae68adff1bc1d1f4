import { GetObjectCommand, NoSuchKey, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { RuleSet } from '@signalbox/decision-engine';
import { contentHash } from '@signalbox/decision-engine/content-hash';
import { clientSettings } from './client-settings.ts';
import { ReleaseError } from './release-error.ts';

export interface RuleSetsOptions {
  /** Default: one of its own. */
  readonly client?: S3Client;
  /** The archive bucket. */
  readonly bucket: string;
}

/** Rule sets by their hash; what is stored never changes. */
export interface RuleSets {
  /** @throws {ReleaseError} `RULE_SET_CORRUPT`: the hash is not that of the rules */
  readonly putRuleSet: (ruleSet: RuleSet) => Promise<void>;
  /** @throws {ReleaseError} `RULE_SET_GONE`, `RULE_SET_CORRUPT` */
  readonly getRuleSet: (hash: string) => Promise<RuleSet>;
}

const keyOf = (hash: string): string => `releases/rule-sets/${hash}.json`;

const verified = (ruleSet: RuleSet, hash: string): RuleSet => {
  if (ruleSet?.hash === hash && contentHash(ruleSet.rules) === hash) return ruleSet;
  throw new ReleaseError('RULE_SET_CORRUPT', `${keyOf(hash)} does not hold the rule set of that hash`);
};

const parse = (json: string, hash: string): RuleSet => {
  try {
    return JSON.parse(json);
  } catch (cause) {
    throw new ReleaseError('RULE_SET_CORRUPT', `${keyOf(hash)} is no JSON`, { cause });
  }
};

/** Rule sets in S3. What else S3 refuses is thrown as it comes. */
export const ruleSetsOf = ({ client = new S3Client(clientSettings), bucket: Bucket }: RuleSetsOptions): RuleSets => ({
  putRuleSet: async (ruleSet) => {
    const Body = JSON.stringify(verified(ruleSet, ruleSet.hash));
    await client.send(
      new PutObjectCommand({ Bucket, Key: keyOf(ruleSet.hash), Body, ContentType: 'application/json' }),
    );
  },
  getRuleSet: async (hash) => {
    try {
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: keyOf(hash) }));
      return verified(parse((await Body?.transformToString()) ?? '', hash), hash);
    } catch (cause) {
      if (!(cause instanceof NoSuchKey)) throw cause;
      throw new ReleaseError('RULE_SET_GONE', `the rule set ${hash.slice(0, 12)} is not stored any more`, { cause });
    }
  },
});

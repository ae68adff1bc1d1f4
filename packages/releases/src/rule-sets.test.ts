import { GetObjectCommand, NoSuchKey, type PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { RuleSet } from '@signalbox/decision-engine';
import { contentHash } from '@signalbox/decision-engine/content-hash';
import { expect, test } from 'vitest';
import { ruleSetsOf } from './rule-sets.ts';

/** As much of S3 as rule sets need. */
const bucketOf = () => {
  const objects = new Map<string, string>();
  const send = async (command: GetObjectCommand | PutObjectCommand) => {
    const { Bucket, Key } = command.input;
    const key = `${Bucket}/${Key}`;
    if (!(command instanceof GetObjectCommand)) return void objects.set(key, String(command.input.Body));
    const body = objects.get(key);
    if (body === undefined) throw new NoSuchKey({ message: 'no such key', $metadata: {} });
    return { Body: { transformToString: async () => body } };
  };
  return { objects, client: { send } as unknown as S3Client };
};

const rules = [{ kind: 'alarm', name: 'hot' }] as unknown as RuleSet['rules'];
const ruleSet: RuleSet = { name: 'signalbox', hash: contentHash(rules), rules };

test('gives back the set of a hash', async () => {
  const { objects, client } = bucketOf();
  const sets = ruleSetsOf({ client, bucket: 'archive' });
  await sets.putRuleSet(ruleSet);
  expect([...objects.keys()]).toEqual([`archive/releases/rule-sets/${ruleSet.hash}.json`]);
  expect(await sets.getRuleSet(ruleSet.hash)).toEqual(ruleSet);
});

test('what is gone, or not what its hash says, is never taken for a set', async () => {
  const { objects, client } = bucketOf();
  const sets = ruleSetsOf({ client, bucket: 'archive' });
  await expect(sets.getRuleSet(ruleSet.hash)).rejects.toMatchObject({ code: 'RULE_SET_GONE' });
  await expect(sets.putRuleSet({ ...ruleSet, hash: 'f'.repeat(64) })).rejects.toMatchObject({
    code: 'RULE_SET_CORRUPT',
  });
  const key = `archive/releases/rule-sets/${ruleSet.hash}.json`;
  for (const body of ['', 'null', '{}', JSON.stringify({ ...ruleSet, rules: [] })]) {
    objects.set(key, body);
    await expect(sets.getRuleSet(ruleSet.hash)).rejects.toMatchObject({ code: 'RULE_SET_CORRUPT' });
  }
});

test('what else S3 refuses is no missing set', async () => {
  const send = async () => {
    throw new Error('access denied');
  };
  const sets = ruleSetsOf({ client: { send } as unknown as S3Client, bucket: 'archive' });
  await expect(sets.getRuleSet(ruleSet.hash)).rejects.toThrow('access denied');
});

import { gunzipSync, gzipSync } from 'node:zlib';
import { NoSuchKey } from '@aws-sdk/client-s3';
import { expect, it } from 'vitest';
import { fanRules } from '../../test/pump-records.ts';
import type { EvidenceLine } from '../candidate-evidence.ts';
import { s3Releases } from './s3-releases.ts';

interface Command {
  readonly constructor: { readonly name: string };
  readonly input: Readonly<Record<string, unknown>>;
}

/** A bucket in memory, which lists one key a page. */
const bucketWith = (objects: Map<string, Uint8Array>) => {
  const keys = () => [...objects.keys()].sort();
  const send = async ({ constructor: { name }, input }: Command) => {
    const key = String(input['Key']);
    if (name === 'PutObjectCommand') return void objects.set(key, Buffer.from(input['Body'] as Uint8Array));
    if (name === 'ListObjectsV2Command') {
      const from = Number(input['ContinuationToken'] ?? 0);
      const found = keys().filter((each) => each.startsWith(String(input['Prefix'])));
      const more = from + 1 < found.length ? { NextContinuationToken: String(from + 1) } : {};
      return { Contents: found.slice(from, from + 1).map((Key) => ({ Key })), ...more };
    }
    const body = objects.get(key);
    if (!body) throw new NoSuchKey({ message: 'no', $metadata: {} });
    return { Body: { transformToByteArray: async () => body, transformToString: async () => body.toString() } };
  };
  return s3Releases({ client: { send } as never, bucket: 'archive' });
};

const line: EvidenceLine = { side: 'failure', hash: 'abc', rule: 'hot', deviceId: 'pump-7', message: 'no' };

it('gives evidence back in the order of the stream', async () => {
  const objects = new Map<string, Uint8Array>();
  const store = bucketWith(objects);
  const key = (place: string) => `releases/candidate/rules-1/${place}.ndjson.gz`;
  for (const place of ['s-1-99-100', 's-1-9-12', 's-0-7-7'])
    await store.put({ key: key(place), lines: [line, { ...line, message: place }] });
  expect(await store.keys('rules-1')).toEqual(['s-0-7-7', 's-1-9-12', 's-1-99-100'].map(key));
  expect(await store.read(key('s-1-9-12'))).toEqual([line, { ...line, message: 's-1-9-12' }]);
  expect(gunzipSync(objects.get(key('s-0-7-7')) ?? '').toString()).toMatch(/^\{.*\}\n\{.*\}\n$/);
  expect(await store.keys('rules-2')).toEqual([]);
});

it('says what cannot be read', async () => {
  const store = bucketWith(new Map([['broken', gzipSync('{')]]));
  await expect(store.read('broken')).rejects.toMatchObject({ code: 'EVIDENCE_UNREADABLE' });
  await expect(store.read('nowhere')).rejects.toMatchObject({ code: 'EVIDENCE_READ_FAILED' });
});

it('tells a rule set that is not there, or not the right one, from one that cannot be had now', async () => {
  const text = JSON.stringify(fanRules());
  const store = bucketWith(new Map([['releases/rule-sets/abc.json', Buffer.from(text)]]));
  expect(await store.loadRuleSet('def')).toBeUndefined();
  // The hash is not that of the rules.
  expect(await store.loadRuleSet('abc')).toBeUndefined();
  const unreachable = { send: () => Promise.reject(Object.assign(new Error('no'), { code: 'ECONNREFUSED' })) };
  const gone = s3Releases({ client: unreachable as never, bucket: 'archive' });
  await expect(gone.loadRuleSet('abc')).rejects.toMatchObject({ name: 'TransientError', code: 'RULES_UNAVAILABLE' });
});

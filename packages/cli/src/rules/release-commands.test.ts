import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import type { RuleSet } from '@signalbox/decision-engine';
import { contentHash } from '@signalbox/decision-engine/content-hash';
import { allServices, type Cloud, startCloud } from '@signalbox/local-cloud';
import { emptyTimeline, rollBack, setBaseline, startRelease } from '@signalbox/releases';
import { ruleSetsOf } from '@signalbox/releases/rule-sets';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { objectsOf, signalbox } from '../command-line.fixture.ts';
import { archiveBucketOf, localAccountId } from '../names.ts';
import { createReleaseTable } from '../releases/release-table.fixture.ts';
import { settingsOf } from '../test-cloud.fixture.ts';

const main = join(import.meta.dirname, '..', 'main.ts');

let cloud: Cloud;
let table: Awaited<ReturnType<typeof createReleaseTable>>;
const run = (...args: readonly string[]) => signalbox('rules', ...args, '--endpoint-url', cloud.endpoint);

const setOf = (name: string): RuleSet => {
  const rules = [{ name }] as unknown as RuleSet['rules'];
  return { name: 'signalbox', hash: contentHash(rules), rules };
};
const [stable, candidate] = [setOf('hot'), setOf('cold')];

const putStable = async () => {
  const client = new S3Client({ ...settingsOf(cloud), forcePathStyle: true });
  await ruleSetsOf({ client, bucket: archiveBucketOf('local', localAccountId, 'us-east-1') }).putRuleSet(stable);
  client.destroy();
};

beforeAll(async () => {
  const { dynamodb, iam, s3 } = allServices();
  const factories = { ...(dynamodb && { dynamodb }), ...(iam && { iam }), ...(s3 && { s3 }) };
  cloud = await startCloud(factories, { port: 0, mqttPort: 0 });
  table = await createReleaseTable(cloud);
  const client = new S3Client({ ...settingsOf(cloud), forcePathStyle: true });
  await client.send(new CreateBucketCommand({ Bucket: archiveBucketOf('local', localAccountId, 'us-east-1') }));
  client.destroy();
});
afterAll(async () => {
  table?.close();
  await cloud?.stop();
});

const refused = (message: string) => ({ code: 1, stdout: '', stderr: `error: ${message}\n` });

test('without a release there is nothing to promote or roll back', async () => {
  expect((await run('status')).stdout).toBe('no rules were released yet: those that are deployed decide\n');
  expect(await run('promote')).toEqual(refused('no rule release is under way (NOT_UNDER_WAY)'));
  expect((await run('rollback')).stderr).toContain('(NOTHING_TO_ROLL_BACK)');
});

test('a release is promoted step by step, by the clock of the cloud and under a name', async () => {
  const baseline = setBaseline(emptyTimeline, stable.hash, cloud.clock.now());
  const shadow = startRelease(baseline, candidate.hash, { now: cloud.clock.now(), by: 'automatic', reason: 'd-1' });
  await table.store.saveTimeline(baseline, emptyTimeline);
  await table.store.saveTimeline(shadow, baseline);
  const before = cloud.clock.now();
  const { stdout, stderr, code } = await run('promote', '--percent', '25', '--reason', 'seen in the field', '--json');
  expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
  const [entry] = objectsOf(stdout);
  expect(entry).toMatchObject({ phase: 'cohort', cohortPercent: 25, stable: stable.hash, candidate: candidate.hash });
  expect(entry).toMatchObject({ by: expect.stringMatching(/^cli:/), reason: 'seen in the field' });
  expect(entry.writtenAt).toBeGreaterThanOrEqual(before);
  expect(entry.effectiveAt).toBe(entry.writtenAt + 30_000);
  expect((await run('promote', '--to', 'cohort')).stderr).toContain('is 25 percent already (NO_STEP)');
  const people = await run('promote', '--to', 'all');
  expect(people.stdout).toMatch(
    /^rules-\w{12}-2: all for what is received from \S+ on; \w{64} decides for all devices\n$/,
  );
});

test('status tells what holds, what comes and by whom', async () => {
  const [status] = objectsOf((await run('status', '--json')).stdout);
  expect(status).toMatchObject({ entry: { phase: 'baseline', stable: stable.hash }, pending: { phase: 'all' } });
  expect(status.timeline).toHaveLength(4);
  expect((await run('status')).stdout).toMatch(/phase {6}baseline\n.*\nsince {6}ever/);
});

test('a set that is gone is not rolled back to; one that is there is, and only once', async () => {
  expect((await run('rollback')).stderr).toMatch(/the rule set \w{12} is not stored any more \(RULE_SET_GONE\)/);
  expect((await table.store.loadTimeline()).entries).toHaveLength(4);
  await putStable();
  expect((await run('rollback', '--reason', 'too loud')).stdout).toContain(`${stable.hash} decides for all devices`);
  expect((await table.store.loadTimeline()).entries.at(-1)).toMatchObject({ phase: 'rolled-back', reason: 'too loud' });
  expect((await run('rollback')).stderr).toContain('(NOTHING_TO_ROLL_BACK)');
});

test('to drop a candidate needs no stored set', async () => {
  const before = await table.store.loadTimeline();
  const other = 'f'.repeat(64);
  const change = { now: cloud.clock.now(), by: 'automatic', reason: 'd-2' };
  await table.store.saveTimeline(startRelease(before, other, change), before);
  expect((await run('rollback', '--json')).code).toBe(0);
  expect((await table.store.loadTimeline()).entries.at(-1)).toMatchObject({
    phase: 'rolled-back',
    stable: stable.hash,
  });
});

test('status is followed until nothing is under way', async () => {
  const minuteAgo = { now: cloud.clock.now() - 60_000, by: 'automatic', reason: 'd-3' };
  const before = await table.store.loadTimeline();
  const baseline = { version: before.version + 1, entries: before.entries.slice(0, 1) };
  const shadow = startRelease(baseline, candidate.hash, minuteAgo);
  await table.store.saveTimeline(shadow, before);
  const args = ['rules', 'status', '--follow', '--json', '--endpoint-url', cloud.endpoint];
  const following = spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const told: { entry: { phase: string } }[] = [];
  for await (const line of createInterface({ input: following.stdout })) {
    told.push(JSON.parse(line));
    if (told.length === 1) await table.store.saveTimeline(rollBack(shadow, minuteAgo), shadow);
  }
  expect(told.map(({ entry }) => entry.phase)).toEqual(['shadow', 'rolled-back']);
});

test.each([
  [['promote', '--to', 'shadow'], 'Allowed choices are cohort, all'],
  [['promote', '--percent', '0'], 'above 0 and at most 100'],
  [['promote', '--to', 'all', '--percent', '5'], '--percent is of a cohort'],
  [['rollback', '--reason', ''], 'It has 1 to 256 characters'],
])('%j is wrong usage', async (args, why) => {
  const { code, stdout, stderr } = await run(...args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(why);
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { allServices, type Cloud, startCloud } from '@signalbox/local-cloud';
import { emptyTimeline, setBaseline, startRelease } from '@signalbox/releases';
import { ruleSetsOf } from '@signalbox/releases/rule-sets';
import { releaseStore } from '@signalbox/releases/store';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { objectsOf, signalbox } from '../../command-line.fixture.ts';
import { archiveBucketOf, localAccountId, namesOf } from '../../names.ts';
import { settingsOf } from '../../test-cloud.fixture.ts';
import { dawn, hotRule, minuteMs, pumpLine } from '../archive-lines.fixture.ts';
import { loadRules } from '../load-rules.ts';
import { writeFiles } from '../replay.fixture.ts';

const bucket = archiveBucketOf('local', localAccountId, 'us-east-1');
const tableName = namesOf('local').releasesTable;

let cloud: Cloud;
let directory: string;

const createTable = async (client: DynamoDBClient): Promise<void> => {
  const key = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' as const });
  await client.send(
    new CreateTableCommand({
      ...{ TableName: tableName, BillingMode: 'PAY_PER_REQUEST', AttributeDefinitions: [key('pk'), key('sk')] },
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
    }),
  );
};

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'replay-stage-test-'));
  await writeFiles(directory, {
    'stable/hot.yaml': hotRule(90),
    'candidate/hot.yaml': hotRule(80),
    'day.ndjson': [pumpLine(0, 60), pumpLine(10, 85), pumpLine(20, 95)].join(''),
  });
  const { iam, dynamodb, s3 } = allServices();
  const factories = { ...(iam && { iam }), ...(dynamodb && { dynamodb }), ...(s3 && { s3 }) };
  cloud = await startCloud(factories, { port: 0, mqttPort: 0 });
});

afterAll(async () => {
  await cloud.stop();
  await rm(directory, { recursive: true });
});

const replay = () =>
  signalbox(
    ...['replay', '--released', '--records', join(directory, 'day.ndjson')],
    ...['--decisions', '--json', '--endpoint-url', cloud.endpoint],
  );

test('a stage that was never deployed to has no table of releases', async () => {
  expect(await replay()).toMatchObject({ code: 1, stderr: expect.stringContaining('no table of releases') });
});

test('timeline and rule sets of a stage decide', async () => {
  const client = new DynamoDBClient(settingsOf(cloud));
  const s3 = new S3Client({ ...settingsOf(cloud), forcePathStyle: true });
  await createTable(client);
  await s3.send(new CreateBucketCommand({ Bucket: bucket }));
  const [stable, candidate] = await Promise.all(
    ['stable', 'candidate'].map((name) => loadRules(join(directory, name))),
  );
  if (!stable || !candidate) throw new Error('there are two sets');
  const { putRuleSet } = ruleSetsOf({ client: s3, bucket });
  await Promise.all([putRuleSet(stable), putRuleSet(candidate)]);
  const store = releaseStore({ client, tableName });
  const baseline = setBaseline(emptyTimeline, stable.hash, dawn);
  // A table is CREATING at first.
  await vi.waitFor(async () => expect(await store.saveTimeline(baseline, emptyTimeline)).toBe('saved'), {
    ...{ timeout: 10_000, interval: 50 },
  });
  const change = { now: dawn + 5 * minuteMs, by: 'ann', reason: 'a test' };
  expect(await store.saveTimeline(startRelease(baseline, candidate.hash, change), baseline)).toBe('saved');
  const { code, stdout } = await replay();
  expect(code).toBe(0);
  const lines = objectsOf(stdout);
  expect(lines.filter(({ type }) => type === 'decision')).toMatchObject([{ rule: 'hot', ruleSetHash: stable.hash }]);
  expect(lines.at(-1)).toMatchObject({
    bySet: [
      { ruleSetHash: stable.hash, records: 3, decisions: 1, shadowDecisions: 0 },
      { ruleSetHash: candidate.hash, records: 0, decisions: 0, shadowDecisions: 1 },
    ],
  });
  client.destroy();
  s3.destroy();
});

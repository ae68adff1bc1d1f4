import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { KinesisClient, PutRecordCommand } from '@aws-sdk/client-kinesis';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { type ArrivedRecord, archiveLineOf, objectKey } from '@signalbox/contracts';
import { allServices, type Cloud, startCloud } from '@signalbox/local-cloud';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { objectsOf } from '../command-line.fixture.ts';
import { archiveBucketOf, localAccountId, namesOf } from '../names.ts';
import { createTelemetryStream, settingsOf } from '../test-cloud.fixture.ts';
import { hotRule, telemetry } from './archive-lines.fixture.ts';
import { writeFiles } from './replay.fixture.ts';
import { replayIn } from './replay-command.fixture.ts';

const Bucket = archiveBucketOf('local', localAccountId, 'us-east-1');
const { telemetryStream: StreamName } = namesOf('local');

let directory: string;
let cloud: Cloud;
let kinesis: KinesisClient;
let s3: S3Client;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'replay-test-'));
  await writeFiles(directory, { 'rules/hot.yaml': hotRule(90) });
  const { iam, kinesis: streams, s3: buckets } = allServices();
  const factories = { ...(iam && { iam }), ...(streams && { kinesis: streams }), ...(buckets && { s3: buckets }) };
  cloud = await startCloud(factories, { port: 0, mqttPort: 0 });
  kinesis = new KinesisClient(settingsOf(cloud));
  s3 = new S3Client({ ...settingsOf(cloud), forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket }));
});

afterAll(async () => {
  kinesis?.destroy();
  s3?.destroy();
  await cloud?.stop();
  await rm(directory, { recursive: true });
});

const replay = (...args: readonly string[]) =>
  replayIn(directory, ['--rules', 'rules', '--from', '1h', '--endpoint-url', cloud.endpoint, ...args]);

/** What is replayed: the ids of the decisions, and the summary. */
const replayed = async (...args: readonly string[]) => {
  const { code, stderr, stdout } = await replay('--json', '--decisions', ...args);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const lines = objectsOf(stdout);
  return { ids: lines.flatMap(({ decisionId }) => decisionId ?? []), summary: lines.at(-1) };
};

/** Puts a record on the stream. @returns it as a reader is given it */
const put = async (partitionKey: string, record: object): Promise<ArrivedRecord> => {
  const data = Buffer.from(JSON.stringify(record));
  const { SequenceNumber: sequenceNumber = '', ShardId: shardId = '' } = await kinesis.send(
    new PutRecordCommand({ StreamName, PartitionKey: partitionKey, Data: data }),
  );
  return { shardId, sequenceNumber, partitionKey, arrivedAt: cloud.clock.now(), data };
};

/** As the archive function does. */
const archive = async (records: readonly ArrivedRecord[]): Promise<void> => {
  const [first, last] = [records.at(0), records.at(-1)];
  if (first === undefined || last === undefined) throw new Error('nothing to archive');
  const { arrivedAt, sequenceNumber: firstSequenceNumber, shardId } = first;
  const range = { shardId, arrivedAt, firstSequenceNumber, lastSequenceNumber: last.sequenceNumber };
  const Body = gzipSync(records.map((record) => `${JSON.stringify(archiveLineOf(record))}\n`).join(''));
  await s3.send(new PutObjectCommand({ Bucket, Key: objectKey('archive', range), Body }));
};

const reading = (deviceId: string, temperature: number) =>
  telemetry(deviceId, cloud.clock.now(), { metrics: { temperature } });

test('what is not archived yet is read from the stream, each record once', async () => {
  const without = await replay();
  expect(without).toMatchObject({ code: 1, stdout: '' });
  expect(without.stderr).toMatch(
    /^error: the stream signalbox-local-telemetry cannot be read \(ResourceNotFoundException: .+\); --archive-only /,
  );
  expect((await replayed('--archive-only')).summary).toMatchObject({ lines: 0 });

  await createTelemetryStream(cloud, 2);
  const devices = ['pump-1', 'pump-2', 'pump-3', 'pump-4'];
  const put24: ArrivedRecord[] = [];
  for (const temperature of [95, 60, 96, 61, 97, 62]) {
    for (const device of devices) put24.push(await put(device, reading(device, temperature)));
  }
  const all = [...put24, await put('pump-1', { nobody: 'can read this' })];
  const [one, two] = Map.groupBy(all, ({ shardId }) => shardId).values();
  if (one === undefined || two === undefined) throw new Error('the devices share a shard: take others');
  const everyId = put24.map(({ partitionKey, sequenceNumber, shardId }) => {
    return `hot/${partitionKey}/${shardId}:${sequenceNumber}#0/0`;
  });

  const nothing = await replayed();
  expect(nothing.ids.toSorted()).toEqual(everyId.toSorted());
  const counts = { lines: 25, repeatedLines: 0, records: 24, unreadable: 1 };
  expect(nothing.summary).toMatchObject({ ...counts, archiveLines: 0, streamLines: 25 });

  await archive(one.slice(0, 4));
  const some = await replayed();
  expect(some.ids).toEqual(nothing.ids);
  expect(some.summary).toMatchObject({ ...counts, archiveLines: 4, streamLines: 21 });
  const archiveOnly = await replayed('--archive-only');
  expect(archiveOnly.ids).toEqual(
    nothing.ids.filter((id) => one.slice(0, 4).some((each) => id.includes(each.sequenceNumber))),
  );
  expect(archiveOnly.summary).toMatchObject({ lines: 4 });
  expect(archiveOnly.summary).not.toHaveProperty('streamLines');

  // Of a stream of this name that was there before, so that the number is none of the stream's.
  const before = {
    shardId: two[0]?.shardId ?? '',
    sequenceNumber: '7',
    partitionKey: 'pump-9',
    arrivedAt: cloud.clock.now(),
  };
  await archive([{ ...before, data: Buffer.from(JSON.stringify(reading('pump-9', 20))) }]);
  // A batch that was retried with another end.
  await archive(one.slice(2, 5));
  const overlapping = await replayed();
  expect(overlapping.ids).toEqual(nothing.ids);
  const more = { ...counts, lines: 26, records: 25, repeatedLines: 2 };
  expect(overlapping.summary).toMatchObject({ ...more, archiveLines: 8, streamLines: 20 });

  await archive(two.slice(0, 3));
  const after = await replayed();
  expect(after.ids).toEqual(nothing.ids);
  expect(after.summary).toMatchObject({ ...more, archiveLines: 11, streamLines: 17 });

  const people = await replay();
  expect(people).toMatchObject({ code: 0, stderr: '' });
  expect(people.stdout).toMatch(/^ {2}11 from the archive, 17 not archived yet, from the stream$/m);
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { objectKey } from '@signalbox/contracts';
import { allServices, type Cloud, startCloud } from '@signalbox/local-cloud';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { objectsOf } from '../command-line.fixture.ts';
import { archiveBucketOf, localAccountId } from '../names.ts';
import { dawn, hotRule, minuteMs, pumpLine, shardId } from './archive-lines.fixture.ts';
import { writeFiles } from './replay.fixture.ts';
import { replayIn } from './replay-command.fixture.ts';

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'replay-test-'));
  await writeFiles(directory, { 'rules/hot.yaml': hotRule(90) });
});

afterAll(() => rm(directory, { recursive: true }));

const replay = (...args: readonly string[]) => replayIn(directory, args);

test('reads the archive of a stage: hours that lie within, records received within, shard after shard, each once', async () => {
  const { iam, s3 } = allServices();
  const cloud: Cloud = await startCloud({ ...(iam && { iam }), ...(s3 && { s3 }) }, { port: 0, mqttPort: 0 });
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = new S3Client({ endpoint: cloud.endpoint, region: 'us-east-1', credentials, forcePathStyle: true });
  try {
    const Bucket = archiveBucketOf('local', localAccountId, 'us-east-1');
    await client.send(new CreateBucketCommand({ Bucket }));
    const put = (shard: string, minutes: readonly number[]) => {
      const [firstSequenceNumber, lastSequenceNumber] = [minutes.at(0), minutes.at(-1)].map((each) =>
        String(1_000_000 + (each ?? 0)),
      ) as [string, string];
      const Key = objectKey('archive', {
        shardId: shard,
        arrivedAt: dawn + (minutes[0] ?? 0) * minuteMs,
        firstSequenceNumber,
        lastSequenceNumber,
      });
      const Body = gzipSync(
        minutes.map((minute) => pumpLine(minute, minute % 10 < 5 ? 60 : 95, 'pump-7', shard)).join(''),
      );
      return client.send(new PutObjectCommand({ Bucket, Key, Body }));
    };
    const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);
    const later = 'shardId-000000000001';
    await put(later, range(120, 180));
    await put(shardId, range(0, 40));
    // A batch that was retried with another end.
    await put(shardId, range(30, 60));
    await put(shardId, range(60, 120));
    const ids = async (...args: string[]) => {
      const { code, stdout, stderr } = await replay(
        '--rules',
        'rules',
        '--json',
        '--decisions',
        '--archive-only',
        '--endpoint-url',
        cloud.endpoint,
        ...args,
      );
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      const lines = objectsOf(stdout);
      return {
        minutes: lines.flatMap(({ cause }) => (cause ? [Number(cause.sequenceNumber) - 1_000_000] : [])),
        summary: lines.at(-1),
      };
    };
    const all = await ids('--from', '2026-11-23T00:00:00Z');
    expect(all.minutes).toEqual(
      range(0, 36)
        .map((each) => 5 + each * 5)
        .slice(0, 35),
    );
    expect(all.summary).toMatchObject({ lines: 180, repeatedLines: 10 });
    const some = await ids('--from', '2026-11-23T00:31:00Z', '--to', '2026-11-23T02:07:00Z');
    expect(some.summary).toMatchObject({
      lines: 96,
      firstReceivedAt: dawn + 31 * minuteMs,
      lastReceivedAt: dawn + 126 * minuteMs,
      until: dawn + 127 * minuteMs,
    });
    expect((await ids('--from', '2027-01-01T00:00:00Z')).summary).toMatchObject({ lines: 0 });
  } finally {
    client.destroy();
    await cloud.stop();
  }
});

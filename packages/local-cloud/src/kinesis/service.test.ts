import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateStreamCommand,
  DeleteStreamCommand,
  DescribeStreamCommand,
  DescribeStreamSummaryCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  KinesisClient,
  ListShardsCommand,
  ListStreamsCommand,
  PutRecordCommand,
  PutRecordsCommand,
  SplitShardCommand,
} from '@aws-sdk/client-kinesis';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Cloud, startCloud } from '../cloud.ts';
import { createKinesis } from './service.ts';

let cloud: Cloud;
let kinesis: KinesisClient;
const directory = mkdtempSync(join(tmpdir(), 'signalbox-kinesis-'));

const start = async (options = {}) => {
  cloud = await startCloud({ kinesis: createKinesis }, { port: 0, mqttPort: 0, logLevel: 'error', ...options });
  kinesis = new KinesisClient({
    endpoint: cloud.endpoint,
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  });
};
beforeEach(() => start());
afterEach(async () => {
  kinesis.destroy();
  await cloud.stop();
  rmSync(directory, { recursive: true, force: true });
});

const create = (StreamName: string, more: object = { ShardCount: 1 }) =>
  kinesis.send(new CreateStreamCommand({ StreamName, ...more }));

const put = (StreamName: string, text: string, PartitionKey = 'p') =>
  kinesis.send(new PutRecordCommand({ StreamName, Data: Buffer.from(text), PartitionKey }));

const get = async (StreamName: string, type: object, shard = 'shardId-000000000000', Limit = 100) => {
  const { ShardIterator } = await kinesis.send(
    new GetShardIteratorCommand({ StreamName, ShardId: shard, ...(type as { ShardIteratorType: 'LATEST' }) }),
  );
  const output = await kinesis.send(new GetRecordsCommand({ ShardIterator, Limit }));
  return { ...output, texts: output.Records?.map(({ Data }) => Buffer.from(Data ?? []).toString()) };
};

const horizon = { ShardIteratorType: 'TRIM_HORIZON' };

test('records come back in order, with sequence numbers that grow', async () => {
  await create('s');
  const first = await put('s', 'one');
  const second = await put('s', 'two');
  expect(first.SequenceNumber).toMatch(/^49\d{54}$/);
  expect(BigInt(second.SequenceNumber ?? 0) > BigInt(first.SequenceNumber ?? 0)).toBe(true);
  const got = await get('s', horizon);
  expect(got.texts).toEqual(['one', 'two']);
  expect(got.MillisBehindLatest).toBe(0);
  expect(got.Records?.[0]?.ApproximateArrivalTimestamp).toBeInstanceOf(Date);
});

test('an iterator begins where its type says', async () => {
  await create('s');
  const sent = [await put('s', 'one'), await put('s', 'two'), await put('s', 'three')];
  const StartingSequenceNumber = sent[1]?.SequenceNumber;
  expect((await get('s', { ShardIteratorType: 'AT_SEQUENCE_NUMBER', StartingSequenceNumber })).texts).toEqual([
    'two',
    'three',
  ]);
  expect((await get('s', { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', StartingSequenceNumber })).texts).toEqual([
    'three',
  ]);
  expect((await get('s', { ShardIteratorType: 'AT_TIMESTAMP', Timestamp: new Date(0) })).texts).toHaveLength(3);
  const { ShardIterator } = await kinesis.send(
    new GetShardIteratorCommand({ StreamName: 's', ShardId: 'shardId-000000000000', ShardIteratorType: 'LATEST' }),
  );
  await put('s', 'four');
  const latest = await kinesis.send(new GetRecordsCommand({ ShardIterator }));
  expect(latest.Records?.map(({ Data }) => Buffer.from(Data ?? []).toString())).toEqual(['four']);
});

test('a partition key leads to the shard of its MD5, an explicit hash key to its own', async () => {
  await create('s', { StreamModeDetails: { StreamMode: 'ON_DEMAND' } });
  const { Shards } = await kinesis.send(new ListShardsCommand({ StreamName: 's' }));
  expect(Shards).toHaveLength(4);
  expect(Shards?.[0]?.HashKeyRange).toEqual({
    StartingHashKey: '0',
    EndingHashKey: '85070591730234615865843651857942052863',
  });
  const result = await kinesis.send(
    new PutRecordsCommand({
      StreamName: 's',
      Records: [
        { Data: Buffer.from('x'), PartitionKey: 'a' }, // md5 0cc1…
        { Data: Buffer.from('x'), PartitionKey: 'c' }, // md5 4a8a…
        { Data: Buffer.from('x'), PartitionKey: 'a', ExplicitHashKey: '340282366920938463463374607431768211455' },
      ],
    }),
  );
  expect(result.FailedRecordCount).toBe(0);
  expect(result.Records?.map(({ ShardId }) => ShardId?.at(-1))).toEqual(['0', '1', '3']);
});

test('streams are described, listed and deleted', async () => {
  await create('s', { ShardCount: 2, Tags: { team: 'rail' } });
  const { StreamDescription } = await kinesis.send(new DescribeStreamCommand({ StreamName: 's' }));
  expect(StreamDescription).toMatchObject({
    StreamARN: 'arn:aws:kinesis:us-east-1:000000000000:stream/s',
    StreamStatus: 'ACTIVE',
    RetentionPeriodHours: 24,
    EncryptionType: 'NONE',
    HasMoreShards: false,
  });
  const summary = await kinesis.send(new DescribeStreamSummaryCommand({ StreamARN: StreamDescription?.StreamARN }));
  expect(summary.StreamDescriptionSummary).toMatchObject({
    OpenShardCount: 2,
    StreamModeDetails: { StreamMode: 'PROVISIONED' },
  });
  await expect(create('s')).rejects.toMatchObject({ name: 'ResourceInUseException' });
  await kinesis.send(new DeleteStreamCommand({ StreamName: 's' }));
  expect((await kinesis.send(new ListStreamsCommand({}))).StreamNames).toEqual([]);
  await expect(put('s', 'x')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

test('a provisioned shard takes a thousand records a second, the rest fails one by one', async () => {
  await create('s');
  const Records = Array.from({ length: 500 }, () => ({ Data: Buffer.from('x'), PartitionKey: 'p' }));
  const results = [];
  for (let call = 0; call < 3; call += 1)
    results.push(await kinesis.send(new PutRecordsCommand({ StreamName: 's', Records })));
  const last = results[2];
  expect(last?.FailedRecordCount).toBeGreaterThan(0);
  expect(last?.Records?.at(-1)).toMatchObject({ ErrorCode: 'ProvisionedThroughputExceededException' });
});

test('limits of a request and operations that are not there are said by name', async () => {
  await create('s');
  await expect(kinesis.send(new PutRecordsCommand({ StreamName: 's', Records: [] }))).rejects.toMatchObject({
    name: 'ValidationException',
  });
  await expect(put('s', 'x'.repeat(1_048_577))).rejects.toMatchObject({ name: 'ValidationException' });
  await expect(
    kinesis.send(
      new SplitShardCommand({ StreamName: 's', ShardToSplit: 'shardId-000000000000', NewStartingHashKey: '1' }),
    ),
  ).rejects.toThrow(/kinesis:SplitShard/);
});

test('records survive a restart, and sequence numbers go on behind them', async () => {
  await cloud.stop();
  await start({ dataDirectory: directory });
  await create('s');
  const before = await put('s', 'before');
  await cloud.stop();
  kinesis.destroy();
  await start({ dataDirectory: directory });
  const after = await put('s', 'after');
  expect((await get('s', horizon)).texts).toEqual(['before', 'after']);
  expect(BigInt(after.SequenceNumber ?? 0) > BigInt(before.SequenceNumber ?? 0)).toBe(true);
});

test('records out of retention are gone', async () => {
  await cloud.stop();
  // A cloud day passes in less than a tenth of a second.
  await start({ speed: 1_000_000 });
  const { kinesis: port } = cloud.services;
  await create('s');
  await port.putRecords('s', [{ data: Buffer.from('old'), partitionKey: 'p' }]);
  await cloud.clock.sleep(25 * 3_600_000);
  await port.putRecords('s', [{ data: Buffer.from('new'), partitionKey: 'p' }]);
  const { records } = port.read('s', 'shardId-000000000000', { from: 'TRIM_HORIZON' }, 10);
  expect(records.map(({ data }) => Buffer.from(data).toString())).toEqual(['new']);
});

test('the port wakes who listens and reads on from where it was', async () => {
  await create('s');
  const { kinesis: port } = cloud.services;
  const [shardId = ''] = port.shardIds('s');
  const woken = new Promise<void>((resolve) => port.onRecords('s', shardId, resolve));
  const [first] = await port.putRecords('s', [
    { data: Buffer.from('1'), partitionKey: 'p' },
    { data: Buffer.from('2'), partitionKey: 'p' },
  ]);
  await woken;
  const page = port.read('s', shardId, { from: 'TRIM_HORIZON' }, 1);
  expect(page.records.map(({ sequenceNumber }) => sequenceNumber)).toEqual([first?.sequenceNumber]);
  const rest = port.read('s', shardId, page.next ?? { from: 'LATEST' }, 10);
  expect(rest.records).toHaveLength(1);
  expect(port.read('s', shardId, rest.next ?? { from: 'TRIM_HORIZON' }, 10)).toMatchObject({
    records: [],
    millisBehindLatest: 0,
  });
});

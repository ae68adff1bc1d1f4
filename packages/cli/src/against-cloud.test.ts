import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { CreateTableCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { GetRecordsCommand, GetShardIteratorCommand, KinesisClient } from '@aws-sdk/client-kinesis';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { objectKey, type QuarantinedMessage, quarantineId } from '@signalbox/contracts';
import { allServices, type Cloud, startCloud } from '@signalbox/local-cloud';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { objectsOf, signalbox } from './command-line.fixture.ts';
import { archiveBucketOf, localAccountId, namesOf } from './names.ts';
import { createTelemetryStream, settingsOf } from './test-cloud.fixture.ts';

const names = namesOf('local');
const Bucket = archiveBucketOf('local', localAccountId, 'us-east-1');
const shardId = 'shardId-000000000000';

let cloud: Cloud;
const run = (...args: readonly string[]) => signalbox(...args, '--endpoint-url', cloud.endpoint);

const createCommandsTable = async () => {
  const dynamo = new DynamoDBClient(settingsOf(cloud));
  const index = (IndexName: string, hash: string, range: string) => ({
    IndexName,
    KeySchema: [
      { AttributeName: hash, KeyType: 'HASH' as const },
      { AttributeName: range, KeyType: 'RANGE' as const },
    ],
    Projection: { ProjectionType: 'ALL' as const },
  });
  await dynamo.send(
    new CreateTableCommand({
      TableName: names.commandsTable,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [
        { AttributeName: 'commandId', AttributeType: 'S' },
        { AttributeName: 'deviceId', AttributeType: 'S' },
        { AttributeName: 'status', AttributeType: 'S' },
        { AttributeName: 'createdAt', AttributeType: 'N' },
        { AttributeName: 'updatedAt', AttributeType: 'N' },
      ],
      KeySchema: [{ AttributeName: 'commandId', KeyType: 'HASH' }],
      GlobalSecondaryIndexes: [
        index(names.commandsByDevice, 'deviceId', 'createdAt'),
        index(names.commandsByStatus, 'status', 'updatedAt'),
      ],
    }),
  );
  const put = (commandId: string, deviceId: string, status: string, at: number) => {
    const text = {
      commandId,
      deviceId,
      status,
      fleet: 'demo',
      name: 'set-fan',
      parameters: '{"speed":100}',
      history: '[]',
    };
    const Item = {
      ...Object.fromEntries(Object.entries(text).map(([name, S]) => [name, { S }])),
      ...Object.fromEntries(['createdAt', 'updatedAt', 'expiresAt'].map((name) => [name, { N: String(at) }])),
    };
    return dynamo.send(new PutItemCommand({ TableName: names.commandsTable, Item }));
  };
  // A table is CREATING at first.
  await vi.waitFor(() => put('c1', 'pump-7', 'SUCCEEDED', 1_000), { timeout: 10_000, interval: 50 });
  await put('c2', 'pump-7', 'SENT', 2_000);
  await put('c3', 'pump-8', 'SENT', 3_000);
  dynamo.destroy();
};

const messageOf = (sequenceNumber: string): QuarantinedMessage => {
  const receivedAt = cloud.clock.now();
  return {
    kind: 'message',
    quarantineId: quarantineId({ arrivedAt: receivedAt, shardId, sequenceNumber }),
    reason: 'NOT_JSON',
    detail: 'Unexpected token',
    position: { shardId, sequenceNumber },
    partitionKey: 'pump-7',
    receivedAt,
    topic: 'dt/demo/pump-7/telemetry',
    clientId: 'pump-7',
    payload: Buffer.from('not json').toString('base64'),
  };
};

let quarantined: QuarantinedMessage;

const createQuarantine = async () => {
  const s3 = new S3Client({ ...settingsOf(cloud), forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket }));
  quarantined = messageOf('49600');
  const range = {
    shardId,
    arrivedAt: quarantined.receivedAt,
    firstSequenceNumber: '49590',
    lastSequenceNumber: '49610',
  };
  const Body = await promisify(gzip)(`${JSON.stringify(quarantined)}\n`);
  await s3.send(new PutObjectCommand({ Bucket, Key: objectKey('quarantine', range), Body }));
  s3.destroy();
};

const recordsOnStream = async () => {
  const kinesis = new KinesisClient(settingsOf(cloud));
  const at = { StreamName: names.telemetryStream, ShardId: shardId, ShardIteratorType: 'TRIM_HORIZON' as const };
  const { ShardIterator } = await kinesis.send(new GetShardIteratorCommand(at));
  const { Records = [] } = await kinesis.send(new GetRecordsCommand({ ShardIterator }));
  kinesis.destroy();
  return Records.map(({ Data, PartitionKey }) => ({
    PartitionKey,
    record: JSON.parse(Buffer.from(Data ?? []).toString()),
  }));
};

beforeAll(async () => {
  const { iam, dynamodb, s3, kinesis } = allServices();
  const factories = {
    ...(iam && { iam }),
    ...(dynamodb && { dynamodb }),
    ...(s3 && { s3 }),
    ...(kinesis && { kinesis }),
  };
  cloud = await startCloud(factories, { port: 0, mqttPort: 0 });
  await Promise.all([createCommandsTable(), createQuarantine(), createTelemetryStream(cloud, 1)]);
});

afterAll(async () => {
  await cloud?.stop();
});

test('commands are listed by device, by status and all, the newest first', async () => {
  const list = async (...args: string[]) => {
    const { stdout, stderr, code } = await run('commands', 'list', '--json', ...args);
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
    return objectsOf(stdout).map(({ commandId }) => commandId);
  };
  expect(await list()).toEqual(['c3', 'c2', 'c1']);
  expect(await list('--device', 'pump-7')).toEqual(['c2', 'c1']);
  expect(await list('--status', 'SENT')).toEqual(['c3', 'c2']);
  expect(await list('--device', 'pump-7', '--status', 'SENT')).toEqual(['c2']);
  expect(await list('--limit', '1')).toEqual(['c3']);
  expect(await run('commands', 'list', '--device', 'pump-99')).toEqual({
    code: 0,
    stdout: '',
    stderr: 'no commands for pump-99\n',
  });
});

test('a command is shown, and one that there is not is named', async () => {
  const shown = await run('commands', 'show', 'c1', '--json');
  expect(JSON.parse(shown.stdout)).toMatchObject({ commandId: 'c1', status: 'SUCCEEDED', parameters: { speed: 100 } });
  expect((await run('commands', 'show', 'c1')).stdout).toContain('1970-01-01T00:00:01.000Z');
  expect(await run('commands', 'show', 'c9')).toEqual({
    code: 1,
    stdout: '',
    stderr: 'error: stage local has no command c9\n',
  });
});

test('what is in quarantine is listed and shown with its original bytes', async () => {
  const listed = objectsOf((await run('quarantine', 'list', '--since', '1h', '--json')).stdout);
  expect(listed).toMatchObject([{ ...quarantined, replayed: false }]);
  expect((await run('quarantine', 'list', '--reason', 'EMPTY_PAYLOAD')).stderr).toMatch(
    /^nothing with reason EMPTY_PAYLOAD/,
  );
  const shown = await run('quarantine', 'show', quarantined.quarantineId);
  expect(shown.stdout).toContain('NOT_JSON');
  expect(shown.stdout).toContain('\n  not json\n');
  expect(await run('quarantine', 'show', '2020010100-000000000000-1')).toMatchObject({
    code: 1,
    stderr: 'error: stage local has nothing in quarantine with the id 2020010100-000000000000-1\n',
  });
});

test('a replay puts the message on the stream once; again only if that is asked for', async () => {
  const { quarantineId: id } = quarantined;
  const { topic, clientId, payload, receivedAt } = quarantined;
  expect(await run('quarantine', 'replay', id)).toEqual({ code: 0, stdout: `${id} replayed\n`, stderr: '' });
  const replayed = {
    PartitionKey: 'pump-7',
    record: { topic, clientId, payload, receivedAt, replay: { quarantineId: id } },
  };
  expect(await recordsOnStream()).toEqual([replayed]);

  const second = await run('quarantine', 'replay', id);
  expect(second).toMatchObject({ code: 1, stdout: '' });
  expect(second.stderr).toMatch(/^error: .* was replayed at .* by cli:.*; --again does it anyway\n$/);
  const byReason = await run('quarantine', 'replay', '--reason', 'NOT_JSON', '--since', '1h');
  expect(byReason).toMatchObject({ code: 0, stdout: '' });
  expect(byReason.stderr).toContain('0 replayed, 1 left alone');
  expect(await recordsOnStream()).toHaveLength(1);

  const again = await run('quarantine', 'replay', id, '--again', '--json');
  expect(JSON.parse(again.stdout)).toMatchObject({ quarantineId: id, position: { shardId } });
  expect(await recordsOnStream()).toEqual([replayed, replayed]);
  expect(objectsOf((await run('quarantine', 'list', '--json')).stdout)).toMatchObject([{ replayed: true }]);
});

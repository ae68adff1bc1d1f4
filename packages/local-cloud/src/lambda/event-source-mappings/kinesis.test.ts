import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateEventSourceMappingCommand,
  type CreateEventSourceMappingCommandInput,
  GetEventSourceMappingCommand,
  UpdateEventSourceMappingCommand,
} from '@aws-sdk/client-lambda';
import { afterEach, expect, test, vi } from 'vitest';
import { fake } from '../testing/fake-services.ts';
import { createFakeStream, type FakeStream } from '../testing/fake-stream.ts';
import { type LambdaCloud, startLambdaCloud } from '../testing/lambda-cloud.ts';

const clouds: LambdaCloud[] = [];
afterEach(async () => {
  for (const lambda of clouds.splice(0)) await lambda.stop();
});

const shard = 'shardId-000000000000';
const streamArn = 'arn:aws:kinesis:us-east-1:000000000000:stream/s';

const start = async (stream: FakeStream, options = {}) => {
  const lambda = await startLambdaCloud({ speed: 50, ...options }, { kinesis: fake('kinesis', stream.port) });
  clouds.push(lambda);
  return lambda;
};

const map = (lambda: LambdaCloud, settings: Partial<CreateEventSourceMappingCommandInput> = {}) =>
  lambda.client.send(
    new CreateEventSourceMappingCommand({
      FunctionName: 'reader',
      EventSourceArn: streamArn,
      StartingPosition: 'TRIM_HORIZON',
      ...settings,
    }),
  );

/** Logs what it got; fails at values that start with `bad`, reporting them. */
const reading = `export const handler = async ({ Records }) => {
  const values = Records.map((record) => JSON.parse(Buffer.from(record.kinesis.data, 'base64')));
  const failed = Records.filter((record, index) => String(values[index]).startsWith('bad')).map((record) => ({ itemIdentifier: record.kinesis.sequenceNumber }));
  process.stdout.write('GOT ' + JSON.stringify(values) + '\\n');
  return { batchItemFailures: failed };
};`;

const got = ({ witness }: LambdaCloud): unknown[][] =>
  witness.logs.filter(({ message }) => message.startsWith('GOT ')).map(({ message }) => JSON.parse(message.slice(4)));

const values = (...all: (string | number)[]) => all.map((value) => ({ key: 'k', value }));

test('records come in the shape of AWS, in batches, in order', async () => {
  const stream = createFakeStream([shard]);
  const lambda = await start(stream);
  await lambda.create(
    'reader',
    "export const handler = async (event) => { process.stdout.write('GOT ' + JSON.stringify([event.Records]) + '\\n'); };",
  );
  stream.put(shard, [{ key: 'pump-7', value: 'x', arrivedAt: 1_545_084_650_987 }]);
  await map(lambda);
  await vi.waitFor(() => expect(got(lambda)).toHaveLength(1), { timeout: 10_000 });
  expect(got(lambda)[0]?.[0]).toEqual([
    {
      kinesis: {
        kinesisSchemaVersion: '1.0',
        partitionKey: 'pump-7',
        sequenceNumber: '1',
        data: Buffer.from('"x"').toString('base64'),
        approximateArrivalTimestamp: 1_545_084_650.987,
      },
      eventSource: 'aws:kinesis',
      eventVersion: '1.0',
      eventID: `${shard}:1`,
      eventName: 'aws:kinesis:record',
      invokeIdentityArn: 'arn:aws:iam::000000000000:role/test',
      awsRegion: 'us-east-1',
      eventSourceARN: streamArn,
    },
  ]);
  const iteratorAge = { namespace: 'AWS/Lambda', name: 'IteratorAge', dimensions: { FunctionName: 'reader' } };
  await vi.waitFor(() => expect(lambda.witness.metrics).toContainEqual(expect.objectContaining(iteratorAge)), 5000);
});

test('a poisoned record is retried from there on and given up to a bucket, the records themselves inside', async () => {
  const stream = createFakeStream([shard]);
  const lambda = await start(stream);
  await lambda.create('reader', reading);
  stream.put(shard, values(1, 2, 'bad', 3));
  const { UUID } = await map(lambda, {
    MaximumRetryAttempts: 1,
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    DestinationConfig: { OnFailure: { Destination: 'arn:aws:s3:::failed' } },
  });
  await vi.waitFor(() => expect(lambda.witness.objects.size).toBe(1), { timeout: 10_000 });
  expect(got(lambda)).toEqual([
    [1, 2, 'bad', 3],
    ['bad', 3],
  ]);
  const [[key, object] = ['', undefined]] = lambda.witness.objects;
  expect(key).toMatch(
    new RegExp(
      `^failed/aws/lambda/${UUID}/${shard}/\\d{4}/\\d\\d/\\d\\d/\\d{4}-\\d\\d-\\d\\dT\\d\\d\\.\\d\\d\\.\\d\\d-[0-9a-f-]{36}$`,
    ),
  );
  const record = JSON.parse(object?.body.toString() ?? '');
  expect(record).toMatchObject({
    requestContext: { condition: 'RetryAttemptsExhausted', approximateInvokeCount: 2 },
    responseContext: { statusCode: 200, executedVersion: '$LATEST' },
    KinesisBatchInfo: { shardId: shard, startSequenceNumber: '3', endSequenceNumber: '4', batchSize: 2, streamArn },
  });
  expect(JSON.parse(record.payload).Records).toHaveLength(2);
  stream.put(shard, values(4));
  await vi.waitFor(() => expect(got(lambda).at(-1)).toEqual([4]), { timeout: 10_000 });
});

test('a batch whose function is killed with -9 comes again and nothing is lost', async () => {
  const stream = createFakeStream([shard]);
  const lambda = await start(stream);
  const directory = mkdtempSync(join(tmpdir(), 'signalbox-test-'));
  const dying = reading.replace(
    'return {',
    `const { existsSync, writeFileSync } = await import('node:fs');
    if (!existsSync(process.env.MARK)) { writeFileSync(process.env.MARK, ''); process.kill(process.pid, 'SIGKILL'); await new Promise(() => {}); }
    return {`,
  );
  await lambda.create('reader', dying, { Environment: { Variables: { MARK: join(directory, 'mark') } } });
  stream.put(shard, values(1, 2, 3));
  await map(lambda);
  await vi.waitFor(() => expect(got(lambda)).toHaveLength(2), { timeout: 10_000 });
  expect(got(lambda)).toEqual([
    [1, 2, 3],
    [1, 2, 3],
  ]);
  rmSync(directory, { recursive: true, force: true });
});

test('a window fills the batch; a full batch does not wait for it', async () => {
  const stream = createFakeStream([shard]);
  const lambda = await start(stream, { speed: 1 });
  await lambda.create('reader', reading);
  await map(lambda, { BatchSize: 3, MaximumBatchingWindowInSeconds: 1 });
  stream.put(shard, values(1, 2, 3, 4));
  await vi.waitFor(() => expect(got(lambda)).toEqual([[1, 2, 3]]));
  stream.put(shard, values(5));
  await vi.waitFor(() => expect(got(lambda)[1]).toEqual([4, 5]), { timeout: 5000 });
});

test('with a parallelization factor each key keeps its order', async () => {
  const stream = createFakeStream([shard]);
  const lambda = await start(stream);
  await lambda.create('reader', reading);
  const keys = Array.from({ length: 8 }, (_, index) => `device-${index}`);
  for (let n = 0; n < 20; n += 1)
    stream.put(
      shard,
      keys.map((key) => ({ key, value: `${key}:${n}` })),
    );
  await map(lambda, { BatchSize: 5, ParallelizationFactor: 4 });
  await vi.waitFor(() => expect(got(lambda).flat()).toHaveLength(160), { timeout: 15_000 });
  const all = got(lambda).flat() as string[];
  for (const key of keys) {
    expect(all.filter((value) => value.startsWith(`${key}:`))).toEqual(
      Array.from({ length: 20 }, (_, n) => `${key}:${n}`),
    );
  }
});

test('after a restart reading goes on behind what was done; LATEST means since the mapping was made', async () => {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'signalbox-test-'));
  const stream = createFakeStream([shard]);
  stream.put(shard, [{ key: 'k', value: 'before', arrivedAt: 1 }]);
  const first = await start(stream, { dataDirectory, speed: 1 });
  await first.create('reader', reading);
  await map(first, { StartingPosition: 'LATEST' });
  stream.put(shard, values('one'));
  await vi.waitFor(() => expect(got(first)).toEqual([['one']]), { timeout: 10_000 });
  await vi.waitFor(() => expect(first.witness.logs.some(({ message }) => message.startsWith('REPORT'))).toBe(true));
  await clouds.pop()?.stop();
  stream.put(shard, values('two'));
  const second = await start(stream, { dataDirectory, speed: 1 });
  await vi.waitFor(() => expect(got(second).flat()).toContain('two'), { timeout: 10_000 });
  expect(got(second).flat()).not.toContain('before');
  expect(got(second).flat()).not.toContain('one');
  await clouds.pop()?.stop();
  rmSync(dataDirectory, { recursive: true, force: true });
});

test('a mapping that is disabled reads nothing until it is enabled', async () => {
  const stream = createFakeStream([shard]);
  const lambda = await start(stream);
  await lambda.create('reader', reading);
  const { UUID, State } = await map(lambda, { Enabled: false });
  expect(State).toBe('Disabled');
  stream.put(shard, values(1));
  await lambda.client.send(new UpdateEventSourceMappingCommand({ UUID, Enabled: true, BatchSize: 7 }));
  await vi.waitFor(() => expect(got(lambda)).toEqual([[1]]), { timeout: 10_000 });
  const mapping = await lambda.client.send(new GetEventSourceMappingCommand({ UUID }));
  expect(mapping).toMatchObject({ State: 'Enabled', BatchSize: 7, StartingPosition: 'TRIM_HORIZON' });
});

test.each([
  ['a second mapping of the same stream and function', {}, 'ResourceConflictException'],
  ['a filter', { FilterCriteria: { Filters: [{ Pattern: '{}' }] } }, /FilterCriteria/],
  ['a tumbling window', { TumblingWindowInSeconds: 5 }, /TumblingWindowInSeconds/],
  ['too large a batch', { BatchSize: 10_001 }, /batchSize/],
])('%s is refused', async (_what, settings, message) => {
  const lambda = await start(createFakeStream([shard]));
  await lambda.create('reader', reading);
  await map(lambda);
  await expect(map(lambda, settings)).rejects.toSatisfy(
    (error: Error) => error.name === message || (message instanceof RegExp && message.test(error.message)),
  );
});

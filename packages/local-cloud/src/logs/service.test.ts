import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DeleteLogGroupCommand,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
  ListTagsForResourceCommand,
  PutLogEventsCommand,
  PutRetentionPolicyCommand,
  PutSubscriptionFilterCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { afterEach, expect, test } from 'vitest';
import { type Cloud, type CloudOptions, startCloud } from '../cloud.ts';
import type { MetricDatum } from '../ports/cloudwatch.ts';
import { createLogs } from './service.ts';

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

const start = async (options: Partial<CloudOptions> = {}) => {
  const metrics: MetricDatum[] = [];
  const cloudwatch = () => ({
    name: 'cloudwatch',
    apis: [],
    port: { putMetrics: (data: readonly MetricDatum[]) => void metrics.push(...data), alarmStates: () => new Map() },
  });
  const cloud: Cloud = await startCloud(
    { logs: createLogs, cloudwatch },
    { port: 0, mqttPort: 0, logLevel: 'silent', ...options },
  );
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const client = new CloudWatchLogsClient({
    endpoint: cloud.endpoint,
    region: 'us-east-1',
    credentials,
    maxAttempts: 1,
  });
  let isStopped = false;
  const stop = async () => {
    if (!isStopped) await cloud.stop();
    isStopped = true;
  };
  stops.push(stop);
  return { cloud, client, metrics, stop };
};

const names = { logGroupName: '/test/group', logStreamName: 'one' };

const makeStream = async (client: CloudWatchLogsClient) => {
  await client.send(new CreateLogGroupCommand({ logGroupName: names.logGroupName, tags: { team: 'x' } }));
  await client.send(new CreateLogStreamCommand(names));
};

test('events that were put are read back in order, page by page, also after a restart', async () => {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'signalbox-test-'));
  const first = await start({ dataDirectory });
  await makeStream(first.client);
  const now = first.cloud.clock.now();
  const logEvents = ['a', 'b', 'c', 'd', 'e'].map((message, index) => ({ message, timestamp: now + index }));
  await first.client.send(new PutLogEventsCommand({ ...names, logEvents }));
  await first.stop();
  const { client } = await start({ dataDirectory });
  const read = async (options: object) => client.send(new GetLogEventsCommand({ ...names, limit: 2, ...options }));
  const newest = await read({});
  expect(newest.events?.map((event) => event.message)).toEqual(['d', 'e']);
  const before = await read({ nextToken: newest.nextBackwardToken });
  expect(before.events?.map((event) => event.message)).toEqual(['b', 'c']);
  const head = await read({ startFromHead: true });
  const next = await read({ nextToken: head.nextForwardToken, limit: 10 });
  expect(next.events?.map((event) => event.message)).toEqual(['c', 'd', 'e']);
  const end = await read({ nextToken: next.nextForwardToken });
  expect(end).toMatchObject({ events: [], nextForwardToken: next.nextForwardToken });
  rmSync(dataDirectory, { recursive: true, force: true });
});

test('a group is searched over its streams, with a pattern, a limit and a token', async () => {
  const { cloud, client } = await start();
  const now = cloud.clock.now();
  for (const stream of ['a', 'b']) {
    const messages = [1, 2, 3].map((n) => ({ timestamp: now + n, message: `${stream} ${n === 2 ? 'ERROR' : 'fine'}` }));
    cloud.services.logs.write('/g', stream, messages);
  }
  const filter = async (options: object) => client.send(new FilterLogEventsCommand({ logGroupName: '/g', ...options }));
  const errors = await filter({ filterPattern: 'ERROR' });
  expect(errors.events?.map((event) => [event.logStreamName, event.message])).toEqual([
    ['a', 'a ERROR'],
    ['b', 'b ERROR'],
  ]);
  const firstPage = await filter({ limit: 4 });
  const secondPage = await filter({ limit: 4, nextToken: firstPage.nextToken });
  const ids = [...(firstPage.events ?? []), ...(secondPage.events ?? [])].map((event) => event.eventId);
  expect([new Set(ids).size, secondPage.nextToken]).toEqual([6, undefined]);
  expect((await filter({ logStreamNamePrefix: 'b' })).events).toHaveLength(3);
  const streams = await client.send(
    new DescribeLogStreamsCommand({ logGroupName: '/g', orderBy: 'LastEventTime', descending: true }),
  );
  expect(streams.logStreams?.[0]).toMatchObject({ lastEventTimestamp: now + 3, firstEventTimestamp: now + 1 });
});

test('metrics in log events reach CloudWatch', async () => {
  const { cloud, metrics } = await start();
  const metric = { Namespace: 'N', Dimensions: [['d']], Metrics: [{ Name: 'M' }] };
  const message = JSON.stringify({ _aws: { Timestamp: 5, CloudWatchMetrics: [metric] }, d: 'x', M: 7 });
  cloud.services.logs.write('/g', 's', [{ timestamp: 1, message }]);
  expect(metrics).toEqual([
    { namespace: 'N', name: 'M', dimensions: { d: 'x' }, value: 7, unit: 'None', timestamp: 5 },
  ]);
});

test('retention hides and removes what has expired', async () => {
  const { cloud, client } = await start();
  await makeStream(client);
  await client.send(new PutRetentionPolicyCommand({ logGroupName: names.logGroupName, retentionInDays: 1 }));
  const now = cloud.clock.now();
  cloud.services.logs.write(names.logGroupName, 'one', [
    { timestamp: now - 2 * 86_400_000, message: 'old' },
    { timestamp: now, message: 'new' },
  ]);
  const { events } = await client.send(new FilterLogEventsCommand({ logGroupName: names.logGroupName }));
  expect(events?.map((event) => event.message)).toEqual(['new']);
  const put = await client.send(
    new PutLogEventsCommand({ ...names, logEvents: [{ timestamp: now - 3 * 86_400_000, message: 'late' }] }),
  );
  expect(put.rejectedLogEventsInfo).toEqual({ expiredLogEventEndIndex: 1 });
  await expect(
    client.send(new PutRetentionPolicyCommand({ logGroupName: names.logGroupName, retentionInDays: 2 })),
  ).rejects.toThrow(/retentionInDays/);
});

test('groups are described with tags, retention and size, and are gone when deleted', async () => {
  const { cloud, client } = await start();
  await makeStream(client);
  await expect(makeStream(client)).rejects.toMatchObject({ name: 'ResourceAlreadyExistsException' });
  cloud.services.logs.write(names.logGroupName, 'one', [{ timestamp: 1, message: '1234' }]);
  const { logGroups } = await client.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: '/test' }));
  expect(logGroups).toMatchObject([
    { arn: 'arn:aws:logs:us-east-1:000000000000:log-group:/test/group:*', storedBytes: 30, logGroupClass: 'STANDARD' },
  ]);
  const resourceArn = 'arn:aws:logs:us-east-1:000000000000:log-group:/test/group';
  expect((await client.send(new ListTagsForResourceCommand({ resourceArn }))).tags).toEqual({ team: 'x' });
  await client.send(new DeleteLogGroupCommand({ logGroupName: names.logGroupName }));
  await expect(client.send(new GetLogEventsCommand(names))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
});

test('subscription filters and encryption are refused by name', async () => {
  const { client } = await start();
  const subscription = { logGroupName: '/g', filterName: 'f', filterPattern: '', destinationArn: 'arn:aws:lambda:x' };
  await expect(client.send(new PutSubscriptionFilterCommand(subscription))).rejects.toThrow(/PutSubscriptionFilter/);
  await expect(client.send(new CreateLogGroupCommand({ logGroupName: '/g', kmsKeyId: 'k' }))).rejects.toThrow(
    /kmsKeyId/,
  );
});

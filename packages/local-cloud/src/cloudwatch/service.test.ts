import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CloudWatchClient,
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  GetDashboardCommand,
  GetMetricDataCommand,
  type GetMetricDataCommandInput,
  GetMetricStatisticsCommand,
  ListMetricsCommand,
  type MetricDatum,
  PutDashboardCommand,
  PutMetricAlarmCommand,
  type PutMetricAlarmCommandInput,
  PutMetricDataCommand,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Cloud, startCloud } from '../cloud.ts';
import type { ServiceFactory } from '../kernel/service.ts';
import type { BusEvent, EventsPort } from '../ports/events.ts';
import type { SnsPort } from '../ports/sns.ts';
import { createCloudWatch } from './service.ts';

let published: { topic: string; message: Record<string, unknown>; subject: string | undefined }[];
let events: BusEvent[];
let dataDirectory: string;
let cloud: Cloud;
let client: CloudWatchClient;

const topics: ServiceFactory<SnsPort> = () => ({
  name: 'sns',
  apis: [],
  port: {
    publish: async (topic, message, options) => {
      published.push({ topic, message: JSON.parse(message) as Record<string, unknown>, subject: options?.subject });
      return { messageId: 'm' };
    },
  },
});
const buses: ServiceFactory<EventsPort> = () => ({
  name: 'events',
  apis: [],
  port: {
    putEvent: async (_bus, event) => {
      events.push(event);
      return 'id';
    },
  },
});

const open = async (speed = 1) => {
  cloud = await startCloud(
    { sns: topics, events: buses, cloudwatch: createCloudWatch },
    { port: 0, mqttPort: 0, dataDirectory, speed, logLevel: 'silent' },
  );
  client = new CloudWatchClient({
    endpoint: cloud.endpoint,
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  });
};
const close = async () => {
  client.destroy();
  await cloud.stop();
};

beforeEach(async () => {
  published = [];
  events = [];
  dataDirectory = mkdtempSync(join(tmpdir(), 'signalbox-test-'));
  await open();
});
afterEach(async () => {
  await close();
  rmSync(dataDirectory, { recursive: true, force: true });
});

const minute = 60_000;
const base = () => Math.floor(cloud.clock.now() / minute) * minute - 10 * minute;
const Dimensions = [{ Name: 'service', Value: 'ingest' }];
const put = (...data: Partial<MetricDatum>[]) =>
  client.send(
    new PutMetricDataCommand({
      Namespace: 'Signalbox',
      MetricData: data.map((datum) => ({ MetricName: 'Latency', Dimensions, ...datum })),
    }),
  );
const range = () => ({ StartTime: new Date(base()), EndTime: new Date(base() + 10 * minute) });

test('statistics and percentiles, also after a restart', async () => {
  const Timestamp = new Date(base() + 1000);
  await put({ Timestamp, Values: [1, 2, 3, 4], Counts: [1, 1, 1, 97], Unit: 'Milliseconds' });
  await put({ Timestamp: new Date(base() + minute), Value: 10, Unit: 'Milliseconds' });
  await close();
  await open();
  const { Datapoints = [], Label } = await client.send(
    new GetMetricStatisticsCommand({
      Namespace: 'Signalbox',
      MetricName: 'Latency',
      Dimensions,
      ...range(),
      Period: 60,
      Statistics: ['Sum', 'Average', 'Maximum', 'SampleCount'],
      ExtendedStatistics: ['p1', 'p50'],
    }),
  );
  expect(Label).toBe('Latency');
  expect(Datapoints.find((point) => point.Timestamp?.getTime() === base())).toEqual({
    Timestamp: new Date(base()),
    Sum: 394,
    Average: 3.94,
    Maximum: 4,
    SampleCount: 100,
    Unit: 'Milliseconds',
    ExtendedStatistics: { p1: 1, p50: 4 },
  });
  expect(Datapoints).toHaveLength(2);
});

test('a large request comes compressed', async () => {
  const data = Array.from({ length: 400 }, (_each, index) => ({ MetricName: `metric-${index}`, Value: index }));
  await put(...data);
  const { Metrics = [] } = await client.send(
    new ListMetricsCommand({ Namespace: 'Signalbox', MetricName: 'metric-7' }),
  );
  expect(Metrics).toEqual([{ Namespace: 'Signalbox', MetricName: 'metric-7', Dimensions }]);
});

const getData = async (queries: GetMetricDataCommandInput['MetricDataQueries']) => {
  const { MetricDataResults = [] } = await client.send(
    new GetMetricDataCommand({ MetricDataQueries: queries, ...range(), ScanBy: 'TimestampAscending' }),
  );
  return Object.fromEntries(MetricDataResults.map(({ Id = '', Values }) => [Id, Values]));
};
const metric = (Id: string, MetricName: string) => ({
  Id,
  MetricStat: { Metric: { Namespace: 'Signalbox', MetricName, Dimensions }, Period: 60, Stat: 'Sum' },
  ReturnData: false,
});

test('metric math', async () => {
  const at = (index: number) => ({ Timestamp: new Date(base() + index * minute) });
  await put({ MetricName: 'errors', ...at(0), Value: 1 }, { MetricName: 'errors', ...at(2), Value: 4 });
  await put(...[0, 1, 2].map((index) => ({ MetricName: 'calls', ...at(index), Value: 10 })));
  const expressions = {
    rate: '100 * errors / calls',
    filled: '100 * FILL(errors, 0) / calls',
    sum: 'SUM([errors, calls])',
    all: 'SUM(METRICS())',
    if: 'IF(calls >= 10 AND errors > 2, errors, -1)',
    repeated: 'FILL(errors, REPEAT)',
    total: 'errors - errors + SUM(calls)',
  };
  const found = await getData([
    metric('errors', 'errors'),
    metric('calls', 'calls'),
    ...Object.entries(expressions).map(([Id, Expression]) => ({ Id, Expression })),
  ]);
  expect(found).toEqual({
    rate: [10, 40],
    filled: [10, 0, 40],
    sum: [11, 10, 14],
    all: [11, 10, 14],
    if: [-1, 4],
    repeated: [1, 1, 4, 4, 4, 4, 4, 4, 4, 4],
    total: [30, 30],
  });
});

test.each([
  [`SEARCH('{Signalbox} Latency', 'Sum', 60)`, 'the metric math function SEARCH'],
  ['gone + 1', 'Unknown identifier in the expression of e: gone'],
  ['1 +', "Invalid syntax in the expression '1 +'"],
])('%s is refused', async (Expression, message) => {
  await expect(getData([{ Id: 'e', Expression }])).rejects.toThrow(message);
});

test('bad data is refused whole', async () => {
  await expect(put({ Value: 1 }, { Value: 1, Values: [1] })).rejects.toMatchObject({
    name: 'InvalidParameterCombinationException',
  });
  await expect(put({ Value: 1, Timestamp: new Date(0) })).rejects.toMatchObject({
    name: 'InvalidParameterValueException',
  });
  expect((await client.send(new ListMetricsCommand({}))).Metrics).toEqual([]);
});

const topic = 'arn:aws:sns:us-east-1:000000000000:alarms';
const putAlarm = (alarm: Partial<PutMetricAlarmCommandInput> = {}) =>
  client.send(
    new PutMetricAlarmCommand({
      AlarmName: 'slow',
      Namespace: 'Signalbox',
      MetricName: 'Latency',
      Dimensions,
      Statistic: 'Maximum',
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 90,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      TreatMissingData: 'notBreaching',
      AlarmActions: [topic],
      OKActions: [topic],
      ...alarm,
    }),
  );
const alarm = async () => (await client.send(new DescribeAlarmsCommand({ AlarmNames: ['slow'] }))).MetricAlarms?.[0];

test('an alarm goes off and calms down on the time of the cloud', async () => {
  await close();
  await open(600);
  await putAlarm();
  await put({ Value: 95 });
  await expect.poll(async () => (await alarm())?.StateValue, { timeout: 4000, interval: 10 }).toBe('ALARM');
  expect((await alarm())?.StateReason).toMatch(
    /^Threshold Crossed: 1 out of the last 1 datapoints \[95\.0 \(.*\)\] was greater than or equal to the threshold \(90\.0\) \(minimum 1 datapoint for OK -> ALARM transition\)\.$/,
  );
  await expect.poll(async () => (await alarm())?.StateValue, { timeout: 4000 }).toBe('OK');
  await expect.poll(() => published.map(({ message }) => message['NewStateValue'])).toContain('ALARM');
  expect(published.find(({ message }) => message['NewStateValue'] === 'ALARM')).toMatchObject({
    topic,
    subject: 'ALARM: "slow" in us-east-1',
    message: { AlarmName: 'slow', Trigger: { MetricName: 'Latency', Statistic: 'MAXIMUM', Threshold: 90 } },
  });
  expect(events.map(({ detailType }) => detailType)).toContain('CloudWatch Alarm State Change');
  expect(events.find(({ detail }) => (detail['state'] as { value: string }).value === 'ALARM')?.detail).toMatchObject({
    alarmName: 'slow',
    configuration: { metrics: [{ metricStat: { metric: { name: 'Latency', dimensions: { service: 'ingest' } } } }] },
  });
});

test('a state can be set, and history tells of it', async () => {
  const Metrics = [metric('m', 'Latency'), { Id: 'e', Expression: 'm * 2' }];
  await putAlarm({ ...withoutMetric, Metrics, TreatMissingData: 'ignore' });
  await client.send(new SetAlarmStateCommand({ AlarmName: 'slow', StateValue: 'ALARM', StateReason: 'a test' }));
  expect(await alarm()).toMatchObject({ StateValue: 'ALARM', StateReason: 'a test' });
  await expect.poll(() => published).toHaveLength(1);
  const { AlarmHistoryItems = [] } = await client.send(
    new DescribeAlarmHistoryCommand({ AlarmName: 'slow', HistoryItemType: 'StateUpdate' }),
  );
  expect(AlarmHistoryItems.map((item) => item.HistorySummary)).toEqual([
    'Alarm updated from INSUFFICIENT_DATA to ALARM',
  ]);
  const unknown = new SetAlarmStateCommand({ AlarmName: 'gone', StateValue: 'OK', StateReason: 'x' });
  await expect(client.send(unknown)).rejects.toMatchObject({ name: 'ResourceNotFound' });
});

const withoutMetric = {
  Namespace: undefined,
  MetricName: undefined,
  Dimensions: undefined,
  Statistic: undefined,
  Period: undefined,
} as unknown as Partial<PutMetricAlarmCommandInput>;

test('what an alarm cannot do is refused by name', async () => {
  await expect(putAlarm({ AlarmActions: ['arn:aws:automate:us-east-1:ec2:stop'] })).rejects.toThrow('ec2:stop');
  await expect(putAlarm({ ComparisonOperator: 'GreaterThanUpperThreshold' })).rejects.toThrow('anomaly');
  await expect(putAlarm({ DatapointsToAlarm: 2 })).rejects.toThrow('DatapointsToAlarm');
});

test('dashboards are kept', async () => {
  const DashboardBody = '{"widgets":[]}';
  await client.send(new PutDashboardCommand({ DashboardName: 'fleet', DashboardBody }));
  expect(await client.send(new GetDashboardCommand({ DashboardName: 'fleet' }))).toMatchObject({
    DashboardArn: 'arn:aws:cloudwatch::000000000000:dashboard/fleet',
    DashboardBody,
  });
  const broken = new PutDashboardCommand({ DashboardName: 'fleet', DashboardBody: '{' });
  await expect(client.send(broken)).rejects.toMatchObject({ name: 'DashboardInvalidInputError' });
});

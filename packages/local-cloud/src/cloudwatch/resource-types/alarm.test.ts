import { CloudWatchClient, DescribeAlarmsCommand, ListDashboardsCommand } from '@aws-sdk/client-cloudwatch';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type StackCloud, startStackCloud } from '../../dynamodb/testing/stack-cloud.ts';
import { createCloudWatch } from '../service.ts';

let stack: StackCloud;
let client: CloudWatchClient;
beforeEach(async () => {
  stack = await startStackCloud({ cloudwatch: createCloudWatch });
  client = new CloudWatchClient({
    endpoint: stack.cloud.endpoint,
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  });
});
afterEach(async () => {
  client.destroy();
  await stack.stop();
});

const resources = (Threshold: number) => ({
  Alarm: {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      AlarmName: 'failed',
      Metrics: [
        {
          Id: 'm',
          MetricStat: {
            Metric: { Namespace: 'Signalbox', MetricName: 'RecordsFailed', Dimensions: [{ Name: 'a', Value: 'b' }] },
            Period: 60,
            Stat: 'Sum',
          },
          ReturnData: false,
        },
        { Id: 'e', Expression: 'FILL(m, 0)' },
      ],
      EvaluationPeriods: 3,
      Threshold,
      ComparisonOperator: 'GreaterThanThreshold',
    },
  },
  Dashboard: { Type: 'AWS::CloudWatch::Dashboard', Properties: { DashboardBody: '{"widgets":[]}' } },
});
const alarms = async () => (await client.send(new DescribeAlarmsCommand({}))).MetricAlarms;

test('an alarm and a dashboard are made, changed in place, and deleted', async () => {
  const ids = await stack.deploy(resources(1));
  expect(ids['Alarm']).toBe('failed');
  await stack.deploy(resources(2));
  expect(await alarms()).toMatchObject([{ AlarmName: 'failed', Threshold: 2 }]);
  expect((await client.send(new ListDashboardsCommand({}))).DashboardEntries).toMatchObject([
    { DashboardName: ids['Dashboard'] },
  ]);
  await stack.remove();
  expect(await alarms()).toEqual([]);
});

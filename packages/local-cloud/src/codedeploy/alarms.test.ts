import { CloudWatchClient, PutMetricAlarmCommand, SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type DeployCloud, startDeployCloud } from './testing/deploy-cloud.ts';

const canary = { deploymentConfigName: 'CodeDeployDefault.LambdaCanary10Percent30Minutes' };
const autoRollbackConfiguration = { enabled: true, events: ['DEPLOYMENT_STOP_ON_ALARM' as const] };

let cloud: DeployCloud;
beforeEach(async () => {
  cloud = await startDeployCloud();
});
afterEach(() => cloud.stop());

const setAlarm = async (state: 'ALARM' | 'OK'): Promise<void> => {
  const client = new CloudWatchClient({
    endpoint: cloud.cloud.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  });
  await client.send(
    new PutMetricAlarmCommand({
      AlarmName: 'errors',
      Namespace: 'x',
      MetricName: 'y',
      Statistic: 'Sum',
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: 'GreaterThanThreshold',
      TreatMissingData: 'ignore',
    }),
  );
  await client.send(new SetAlarmStateCommand({ AlarmName: 'errors', StateValue: state, StateReason: 'said so' }));
  client.destroy();
};

test('an alarm stops it half way, and the traffic goes back', async () => {
  await setAlarm('OK');
  const alarmConfiguration = { enabled: true, alarms: [{ name: 'errors' }] };
  await cloud.prepare({ ...canary, alarmConfiguration, autoRollbackConfiguration });
  const id = await cloud.create();
  await cloud.aliasIs('1', { 2: 0.1 });
  await setAlarm('ALARM');
  const info = await cloud.ended(id);
  expect(info).toMatchObject({
    status: 'Stopped',
    errorInformation: {
      code: 'ALARM_ACTIVE',
      message:
        'One or more alarms have been activated according to the Amazon CloudWatch metrics you selected, and the affected deployments have been stopped. Activated alarms: <errors>',
    },
  });
  expect(await cloud.events(id)).toEqual([
    'BeforeAllowTraffic Succeeded',
    'AllowTraffic Failed',
    'AfterAllowTraffic Skipped',
  ]);
  await cloud.ended(info.rollbackInfo?.rollbackDeploymentId ?? '');
  expect(await cloud.alias()).toEqual(['1', undefined]);
});

test('an alarm that is active already stops it at once, unless the deployment says otherwise', async () => {
  await setAlarm('ALARM');
  await cloud.prepare({ alarmConfiguration: { enabled: true, alarms: [{ name: 'errors' }] } });
  const refused = await cloud.ended(await cloud.create());
  expect(refused).toMatchObject({ status: 'Stopped', errorInformation: { code: 'ALARM_ACTIVE' } });
  expect(await cloud.alias()).toEqual(['1', undefined]);
  const fix = await cloud.create({}, { overrideAlarmConfiguration: { enabled: false, alarms: [] } });
  expect(await cloud.ended(fix)).toMatchObject({ status: 'Succeeded', overrideAlarmConfiguration: { enabled: false } });
});

test('an alarm whose state cannot be learnt stops it unless that is to be ignored', async () => {
  const alarms = [{ name: 'nowhere' }];
  await cloud.prepare({ alarmConfiguration: { enabled: true, alarms } });
  const stopped = await cloud.ended(await cloud.create());
  expect(stopped.status).toBe('Stopped');
  expect(stopped.errorInformation?.message).toContain('<nowhere>');
  const overrideAlarmConfiguration = { enabled: true, alarms, ignorePollAlarmFailure: true };
  expect(await cloud.ended(await cloud.create({}, { overrideAlarmConfiguration }))).toMatchObject({
    status: 'Succeeded',
  });
});

import { expect, it } from 'vitest';
import { fakeAws, refusedBy } from '../../test/fake-aws.ts';
import { readSettings } from '../settings/settings.ts';
import { deployedStack } from './deployed-stack.ts';
import { refuseAlarms } from './refuse-alarms.ts';
import { refuseUnderWay } from './refuse-under-way.ts';

const template = {
  Resources: {
    CanaryApplication: { Type: 'AWS::CodeDeploy::Application', Properties: { ApplicationName: 'shop-prod' } },
    Group: { Type: 'AWS::CodeDeploy::DeploymentGroup', Properties: { DeploymentGroupName: 'worker' } },
    Failed: { Type: 'AWS::CloudWatch::Alarm', Properties: { AlarmName: 'shop-failed' } },
    Late: { Type: 'AWS::CloudWatch::Alarm', Properties: {} },
  },
};

const stack = (status = 'UPDATE_COMPLETE') => ({ name: 'shop-prod', status, template });

it('a stack that is there comes with its template, and none is no error', async () => {
  const there = fakeAws({
    DescribeStacks: () => ({ Stacks: [{ StackStatus: 'UPDATE_COMPLETE' }] }),
    GetTemplate: () => ({ TemplateBody: JSON.stringify(template) }),
  });
  expect(await deployedStack(there, 'shop-prod')).toEqual(stack());
  const none = fakeAws({
    DescribeStacks: () => {
      throw refusedBy('ValidationError', 'Stack with id shop-prod does not exist');
    },
  });
  expect(await deployedStack(none, 'shop-prod')).toBeUndefined();
});

it('a release under way is named, with how to stop it', async () => {
  const aws = fakeAws({ ListDeployments: () => ({ deployments: ['d-ABC'] }) });
  await expect(refuseUnderWay(aws, stack('UPDATE_IN_PROGRESS'))).rejects.toThrow(
    /shop-prod is being changed \(UPDATE_IN_PROGRESS\): d-ABC shifts traffic now.*aws deploy stop-deployment --deployment-id d-ABC/s,
  );
  await expect(refuseUnderWay(aws, stack())).rejects.toThrow(/A release of shop-prod is under way: d-ABC/);
});

it('a stack that changes is refused although CodeDeploy has nothing to do', async () => {
  const aws = fakeAws({
    ListDeployments: () => {
      throw refusedBy('ApplicationDoesNotExistException');
    },
  });
  await expect(refuseUnderWay(aws, stack('UPDATE_ROLLBACK_IN_PROGRESS'))).rejects.toThrow('wait until it has ended');
  await expect(refuseUnderWay(aws, stack())).resolves.toBeUndefined();
});

const alarms = ['Failed', 'Late', 'NotMadeYet', { name: 'elsewhere' }];

const settings = (ignoreAlarms: boolean) =>
  readSettings({ worker: { name: 'shop-worker' } }, { type: 'AllAtOnce', alarms, ignoreAlarms });

const firing = fakeAws({
  DescribeStackResource: () => ({ StackResourceDetail: { PhysicalResourceId: 'shop-Late-1' } }),
  DescribeAlarms: ({ AlarmNames, StateValue }) => {
    expect({ AlarmNames, StateValue }).toEqual({
      AlarmNames: ['shop-failed', 'shop-Late-1', 'elsewhere'],
      StateValue: 'ALARM',
    });
    return { MetricAlarms: [{ AlarmName: 'shop-failed', StateTransitionedTimestamp: new Date(0) }] };
  },
});

it('an alarm that fires before the release is named, with since when and how to override', async () => {
  await expect(refuseAlarms(firing, stack(), settings(false))).rejects.toThrow(
    /shop-failed since 1970-01-01T00:00:00.000Z \(worker\).*ignoreAlarms: true/s,
  );
});

it('an alarm that is ignored is a warning', async () => {
  const warnings = await refuseAlarms(firing, stack(), settings(true));
  expect(warnings).toHaveLength(1);
  expect(warnings[0]).toContain('shop-failed');
});

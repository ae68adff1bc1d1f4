import {
  CodeDeployClient,
  GetDeploymentConfigCommand,
  GetDeploymentGroupCommand,
  ListApplicationsCommand,
  ListTagsForResourceCommand,
} from '@aws-sdk/client-codedeploy';
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type StackCloud, startStackCloud } from '../../dynamodb/testing/stack-cloud.ts';
import { createIam } from '../../iam/service.ts';
import { createCodeDeploy } from '../service.ts';

let stack: StackCloud;
let client: CodeDeployClient;
beforeEach(async () => {
  stack = await startStackCloud({ iam: createIam, codedeploy: createCodeDeploy });
  const { endpoint } = stack.cloud;
  const config = { endpoint, region: 'us-east-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } };
  client = new CodeDeployClient({ ...config, maxAttempts: 1 });
  const iam = new IAMClient(config);
  const statement = { Effect: 'Allow', Principal: { Service: 'codedeploy.amazonaws.com' }, Action: 'sts:AssumeRole' };
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  await iam.send(new CreateRoleCommand({ RoleName: 'deploy', AssumeRolePolicyDocument }));
  iam.destroy();
});
afterEach(async () => {
  client.destroy();
  await stack.stop();
});

const resources = (group: object, tag: string, platform = 'Lambda') => ({
  Application: { Type: 'AWS::CodeDeploy::Application', Properties: { ComputePlatform: platform } },
  Config: {
    Type: 'AWS::CodeDeploy::DeploymentConfig',
    Properties: {
      ComputePlatform: 'Lambda',
      TrafficRoutingConfig: {
        Type: 'TimeBasedLinear',
        TimeBasedLinear: { LinearPercentage: 25, LinearInterval: 1 },
      },
    },
  },
  Group: {
    Type: 'AWS::CodeDeploy::DeploymentGroup',
    Properties: {
      ApplicationName: { Ref: 'Application' },
      DeploymentConfigName: { Ref: 'Config' },
      ServiceRoleArn: 'arn:aws:iam::000000000000:role/deploy',
      DeploymentStyle: { DeploymentType: 'BLUE_GREEN', DeploymentOption: 'WITH_TRAFFIC_CONTROL' },
      Tags: [{ Key: tag, Value: 'x' }],
      ...group,
    },
  },
});

test('an application, a configuration and a group are made, changed in place, and deleted', async () => {
  const events = ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM', 'DEPLOYMENT_STOP_ON_REQUEST'];
  const alarms = { AlarmConfiguration: { Enabled: true, Alarms: [{ Name: 'errors' }] } };
  const ids = await stack.deploy(
    resources({ ...alarms, AutoRollbackConfiguration: { Enabled: true, Events: events } }, 'one'),
  );
  const names = { applicationName: ids['Application'], deploymentGroupName: ids['Group'] };
  const group = async () => (await client.send(new GetDeploymentGroupCommand(names))).deploymentGroupInfo;
  expect(await group()).toMatchObject({
    deploymentConfigName: ids['Config'],
    alarmConfiguration: { enabled: true, alarms: [{ name: 'errors' }] },
    autoRollbackConfiguration: { enabled: true, events },
  });
  const config = await client.send(new GetDeploymentConfigCommand({ deploymentConfigName: ids['Config'] }));
  expect(config.deploymentConfigInfo?.trafficRoutingConfig).toEqual({
    type: 'TimeBasedLinear',
    timeBasedLinear: { linearPercentage: 25, linearInterval: 1 },
  });

  expect(await stack.deploy(resources({}, 'two'))).toEqual(ids);
  expect(await group()).toMatchObject({
    alarmConfiguration: { enabled: false, alarms: [] },
    autoRollbackConfiguration: { enabled: false, events: [] },
  });
  const ResourceArn = `arn:aws:codedeploy:us-east-1:000000000000:deploymentgroup:${ids['Application']}/${ids['Group']}`;
  const { Tags } = await client.send(new ListTagsForResourceCommand({ ResourceArn }));
  expect(Tags?.map(({ Key }) => Key)).toEqual(['two']);

  await stack.remove();
  expect((await client.send(new ListApplicationsCommand({}))).applications).toEqual([]);
});

test('an application of servers fails the stack, by name', async () => {
  await expect(stack.deploy(resources({}, 'one', 'Server'))).rejects.toThrow(
    'the compute platform Server of CodeDeploy',
  );
});

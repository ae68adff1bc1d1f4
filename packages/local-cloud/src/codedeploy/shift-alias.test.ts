import { GetApplicationRevisionCommand } from '@aws-sdk/client-codedeploy';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AliasShift } from '../ports/codedeploy.ts';
import { readAppSpec } from './appspec.ts';
import { applicationName, type DeployCloud, deploymentGroupName, startDeployCloud } from './testing/deploy-cloud.ts';

let cloud: DeployCloud;
beforeEach(async () => {
  cloud = await startDeployCloud();
});
afterEach(() => cloud.stop());

const shift: AliasShift = {
  applicationName,
  deploymentGroupName,
  functionName: 'worker',
  alias: 'live',
  currentVersion: '1',
  targetVersion: '2',
  beforeAllowTraffic: 'CodeDeployHook_before',
  creator: 'user',
  clientToken: 'one',
};
const autoRollbackConfiguration = { enabled: true, events: ['DEPLOYMENT_FAILURE' as const] };
const port = () => cloud.cloud.services.codedeploy;

test('the outcome tells of the rollback too', async () => {
  await cloud.prepare({ autoRollbackConfiguration });
  await cloud.hook('CodeDeployHook_before', "await answer('Failed');");
  const told: string[] = [];
  const outcome = await port().shiftAlias({
    ...shift,
    onStarted: (id) => told.push(id),
    onRollbackStarted: (id) => told.push(id),
  });
  expect(outcome).toEqual({
    deploymentId: told[0],
    status: 'Failed',
    errorInformation: {
      code: 'HOOK_EXECUTION_FAILURE',
      message: expect.stringContaining('validation functions failed'),
    },
    rollback: { deploymentId: told[1], status: 'Succeeded' },
  });
});

test('a hook finds in the revision what is deployed', async () => {
  await cloud.prepare();
  await cloud.hook('CodeDeployHook_before', "await answer('Succeeded');");
  const { deploymentId } = await port().shiftAlias(shift);
  const { revision } = await cloud.get(deploymentId);
  expect(revision?.appSpecContent?.content).toBeUndefined();
  const { revision: whole } = await cloud.deploy.send(new GetApplicationRevisionCommand({ applicationName, revision }));
  expect(readAppSpec(whole?.appSpecContent?.content ?? '')).toEqual({
    functionName: 'worker',
    alias: 'live',
    currentVersion: '1',
    targetVersion: '2',
    beforeAllowTraffic: 'CodeDeployHook_before',
  });
});

test('a shift can be stopped by its token, and the traffic goes back', async () => {
  await cloud.prepare({ deploymentConfigName: 'CodeDeployDefault.LambdaCanary10Percent30Minutes' });
  await cloud.hook('CodeDeployHook_before', '');
  const outcome = port().shiftAlias({ ...shift, onStarted: () => setImmediate(() => port().stopShift('one')) });
  expect(await outcome).toMatchObject({ status: 'Stopped', errorInformation: { code: 'MANUAL_STOP' } });
  port().stopShift('one');
  port().stopShift('another');
});

test('what is not there is refused as the API does', async () => {
  await cloud.prepare();
  await expect(port().shiftAlias({ ...shift, applicationName: 'x' })).rejects.toMatchObject({
    code: 'ApplicationDoesNotExistException',
  });
  await expect(port().shiftAlias({ ...shift, deploymentGroupName: 'x' })).rejects.toMatchObject({
    code: 'DeploymentGroupDoesNotExistException',
  });
});

test('a hook that never answers fails after an hour', async () => {
  await cloud.stop();
  cloud = await startDeployCloud({ speed: 20_000 });
  await cloud.prepare({ autoRollbackConfiguration });
  await cloud.hook('CodeDeployHook_before', '');
  const { deploymentId, ...outcome } = await port().shiftAlias(shift);
  expect(outcome).toMatchObject({
    status: 'Failed',
    errorInformation: {
      code: 'HOOK_EXECUTION_FAILURE',
      message:
        'The deployment timed out while waiting for a status callback. CodeDeploy expects a status callback within one hour after a deployment hook is invoked.',
    },
    rollback: { status: 'Succeeded' },
  });
  const { startTime, completeTime } = await cloud.get(deploymentId);
  expect((completeTime?.getTime() ?? 0) - (startTime?.getTime() ?? 0)).toBeGreaterThanOrEqual(3_600_000);
});

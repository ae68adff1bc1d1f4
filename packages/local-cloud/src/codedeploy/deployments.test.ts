import {
  BatchGetDeploymentsCommand,
  ListApplicationsCommand,
  ListDeploymentsCommand,
  StopDeploymentCommand,
} from '@aws-sdk/client-codedeploy';
import { DeleteFunctionCommand, UpdateAliasCommand } from '@aws-sdk/client-lambda';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { applicationName, type DeployCloud, deploymentGroupName, startDeployCloud } from './testing/deploy-cloud.ts';

const before = 'CodeDeployHook_before';
const after = 'CodeDeployHook_after';
const everyRollback = {
  enabled: true,
  events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM', 'DEPLOYMENT_STOP_ON_REQUEST'] as const,
};
const autoRollbackConfiguration = { ...everyRollback, events: [...everyRollback.events] };
const canary = { deploymentConfigName: 'CodeDeployDefault.LambdaCanary10Percent30Minutes' };

let cloud: DeployCloud;
beforeEach(async () => {
  cloud = await startDeployCloud();
});
afterEach(() => cloud.stop());

test('a canary goes by its hooks, ten percent, and all', async () => {
  await cloud.prepare({ deploymentConfigName: 'CodeDeployDefault.LambdaCanary10Percent10Minutes' });
  await cloud.hook(before, "await answer('Succeeded');");
  await cloud.hook(after, "await answer('Succeeded');");
  const id = await cloud.create({ beforeAllowTraffic: before, afterAllowTraffic: after });
  await cloud.aliasIs('1', { 2: 0.1 });
  const info = await cloud.ended(id);
  expect(await cloud.alias()).toEqual(['2', undefined]);
  expect(info).toMatchObject({
    status: 'Succeeded',
    creator: 'user',
    computePlatform: 'Lambda',
    deploymentConfigName: 'CodeDeployDefault.LambdaCanary10Percent10Minutes',
    deploymentOverview: { Succeeded: 1, Failed: 0 },
  });
  expect(await cloud.events(id)).toEqual([
    'BeforeAllowTraffic Succeeded',
    'AllowTraffic Succeeded',
    'AfterAllowTraffic Succeeded',
  ]);
  const tookMs = (info.completeTime?.getTime() ?? 0) - (info.startTime?.getTime() ?? 0);
  expect(tookMs).toBeGreaterThanOrEqual(600_000);
});

test('a linear shift moves in equal steps', async () => {
  await cloud.prepare({ deploymentConfigName: 'CodeDeployDefault.LambdaLinear10PercentEvery1Minute' });
  const seen = new Set<number>();
  const id = await cloud.create();
  while ((await cloud.get(id)).status !== 'Succeeded') {
    const [, weights] = await cloud.alias();
    if (weights !== undefined) seen.add(Object.values(weights)[0] ?? 0);
  }
  expect([...seen]).toEqual([...seen].sort());
  expect(seen.size).toBeGreaterThan(0);
  for (const weight of seen) expect([0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]).toContain(weight);
  expect(await cloud.alias()).toEqual(['2', undefined]);
});

test('a hook that says Failed ends it before any traffic moved, and the rollback is a deployment of its own', async () => {
  await cloud.prepare({ autoRollbackConfiguration });
  await cloud.hook(before, "await answer('Failed');");
  const id = await cloud.create({ beforeAllowTraffic: before });
  const info = await cloud.ended(id);
  expect(info).toMatchObject({
    status: 'Failed',
    errorInformation: {
      code: 'HOOK_EXECUTION_FAILURE',
      message: 'The deployment failed because one or more of the lifecycle event validation functions failed.',
    },
  });
  expect(await cloud.events(id)).toEqual([
    'BeforeAllowTraffic Failed',
    'AllowTraffic Skipped',
    'AfterAllowTraffic Skipped',
  ]);
  const rollbackId = info.rollbackInfo?.rollbackDeploymentId ?? '';
  expect(info.rollbackInfo?.rollbackMessage).toBe(
    `Deployment ${id} terminated. Automatic rollback is triggered with a DeploymentId ${rollbackId}.`,
  );
  expect(await cloud.ended(rollbackId)).toMatchObject({
    status: 'Succeeded',
    creator: 'codeDeployRollback',
    rollbackInfo: { rollbackTriggeringDeploymentId: id },
  });
  expect(await cloud.alias()).toEqual(['1', undefined]);
});

test('a hook after all traffic moved brings it all back', async () => {
  await cloud.prepare({ autoRollbackConfiguration });
  await cloud.hook(after, "await answer('Failed');");
  const id = await cloud.create({ afterAllowTraffic: after });
  const { rollbackInfo } = await cloud.ended(id);
  await cloud.ended(rollbackInfo?.rollbackDeploymentId ?? '');
  expect(await cloud.alias()).toEqual(['1', undefined]);
});

test('a hook may answer once only, with a verdict, and for itself', async () => {
  await cloud.prepare();
  const code = `
    const answers = [await answer('Skipped'), await answer('Succeeded', 'e30='), await answer('Succeeded'), await answer('Failed')];
    const errors = answers.map(({ headers }) => headers.get('x-amzn-errortype'));
    for (const [index, error] of errors.entries())
      await call('CreateApplication', { applicationName: index + '-' + error, computePlatform: 'Lambda' });`;
  await cloud.hook(before, code);
  const id = await cloud.create({ beforeAllowTraffic: before });
  expect(await cloud.ended(id)).toMatchObject({ status: 'Succeeded' });
  const errors = await vi.waitFor(async () => {
    const { applications = [] } = await cloud.deploy.send(new ListApplicationsCommand({}));
    return applications.length === 5 ? applications.slice(0, 4) : Promise.reject(new Error('not yet'));
  });
  expect(errors).toEqual([
    '0-InvalidLifecycleEventHookExecutionStatusException',
    '1-InvalidLifecycleEventHookExecutionIdException',
    '2-null',
    '3-LifecycleEventAlreadyCompletedException',
  ]);
});

test('a hook that is not there fails the deployment; one that CodeDeploy may not invoke as well', async () => {
  await cloud.prepare();
  await cloud.hook('otherwise-named', "await answer('Succeeded');");
  const missing = await cloud.ended(await cloud.create({ beforeAllowTraffic: before }));
  expect(missing).toMatchObject({ status: 'Failed', errorInformation: { code: 'INVALID_LAMBDA_FUNCTION' } });
  const forbidden = await cloud.ended(await cloud.create({ beforeAllowTraffic: 'otherwise-named' }));
  expect(forbidden).toMatchObject({ status: 'Failed', errorInformation: { code: 'IAM_ROLE_PERMISSIONS' } });
  expect(forbidden.errorInformation?.message).toContain('AWSLambda');
  expect(await cloud.alias()).toEqual(['1', undefined]);
});

test('a stop by hand leaves the alias as it is, or puts it back', async () => {
  await cloud.prepare(canary);
  const left = await cloud.create();
  await cloud.aliasIs('1', { 2: 0.1 });
  await cloud.deploy.send(new StopDeploymentCommand({ deploymentId: left }));
  expect(await cloud.ended(left)).toMatchObject({ status: 'Stopped', errorInformation: { code: 'MANUAL_STOP' } });
  expect(await cloud.alias()).toEqual(['1', { 2: 0.1 }]);

  const next = await cloud.ended(await cloud.create());
  expect(next).toMatchObject({ status: 'Failed', errorInformation: { code: 'INVALID_LAMBDA_CONFIGURATION' } });
  await cloud.lambda.send(
    new UpdateAliasCommand({
      FunctionName: 'worker',
      Name: 'live',
      RoutingConfig: { AdditionalVersionWeights: {} },
    }),
  );

  const back = await cloud.create();
  await cloud.aliasIs('1', { 2: 0.1 });
  await cloud.deploy.send(new StopDeploymentCommand({ deploymentId: back, autoRollbackEnabled: true }));
  const { rollbackInfo } = await cloud.get(back);
  await cloud.ended(rollbackInfo?.rollbackDeploymentId ?? '');
  expect(await cloud.alias()).toEqual(['1', undefined]);
  await expect(cloud.deploy.send(new StopDeploymentCommand({ deploymentId: back }))).rejects.toMatchObject({
    name: 'DeploymentAlreadyCompletedException',
  });
});

test('a second deployment while one is under way is refused', async () => {
  await cloud.prepare(canary);
  const id = await cloud.create();
  await expect(cloud.create()).rejects.toMatchObject({
    name: 'DeploymentLimitExceededException',
    message: `The Deployment Group '${deploymentGroupName}' already has an active Deployment '${id}'`,
  });
});

test('an AppSpec that does not fit what is there fails the deployment', async () => {
  await cloud.prepare();
  const codeOf = async (plan: Parameters<DeployCloud['create']>[0]) => {
    const { status, errorInformation } = await cloud.ended(await cloud.create(plan));
    return [status, errorInformation?.code, errorInformation?.message];
  };
  expect(await codeOf({ currentVersion: '2', targetVersion: '1' })).toEqual([
    'Failed',
    'INVALID_LAMBDA_CONFIGURATION',
    expect.stringMatching(/The Lambda function alias version does not match the current version in AppSpec file\.$/),
  ]);
  expect(await codeOf({ targetVersion: '1' })).toEqual(['Failed', 'INVALID_LAMBDA_CONFIGURATION', expect.anything()]);
  expect(await codeOf({ targetVersion: '3' })).toEqual(['Failed', 'INVALID_LAMBDA_FUNCTION', expect.anything()]);
  expect(await codeOf({ alias: 'other' })).toEqual(['Failed', 'INVALID_LAMBDA_FUNCTION', expect.anything()]);
  expect(await codeOf({ currentVersion: '' })).toEqual([
    'Failed',
    'INVALID_REVISION',
    expect.stringContaining('CurrentVersion'),
  ]);
  expect(await cloud.alias()).toEqual(['1', undefined]);
});

test('a rollback to a version that is gone says so', async () => {
  await cloud.prepare({ autoRollbackConfiguration });
  await cloud.hook(after, '');
  const id = await cloud.create({ afterAllowTraffic: after });
  await cloud.aliasIs('2', undefined);
  await cloud.lambda.send(new DeleteFunctionCommand({ FunctionName: 'worker', Qualifier: '1' }));
  await cloud.deploy.send(new StopDeploymentCommand({ deploymentId: id }));
  const { rollbackInfo } = await cloud.ended(id);
  const rollback = await cloud.ended(rollbackInfo?.rollbackDeploymentId ?? '');
  expect(rollback).toMatchObject({ status: 'Failed', errorInformation: { code: 'INVALID_LAMBDA_FUNCTION' } });
  expect(rollback.errorInformation?.message).toContain('version 1 does not exist');
  expect(await cloud.alias()).toEqual(['2', undefined]);
});

test('deployments are listed, newest first, and got by the batch', async () => {
  await cloud.prepare();
  const bad = await cloud.create({ alias: 'other' });
  await cloud.ended(bad);
  const good = await cloud.create();
  await cloud.ended(good);
  const list = async (input: object) => (await cloud.deploy.send(new ListDeploymentsCommand(input))).deployments;
  expect(await list({})).toEqual([good, bad]);
  expect(await list({ applicationName, deploymentGroupName, includeOnlyStatuses: ['Failed'] })).toEqual([bad]);
  expect(await list({ createTimeRange: { start: new Date('2100-01-01') } })).toEqual([]);
  await expect(list({ applicationName })).rejects.toMatchObject({ name: 'DeploymentGroupNameRequiredException' });
  const { deploymentsInfo } = await cloud.deploy.send(new BatchGetDeploymentsCommand({ deploymentIds: [bad, good] }));
  expect(deploymentsInfo?.map(({ status }) => status)).toEqual(['Failed', 'Succeeded']);
});

import {
  CancelUpdateStackCommand,
  CreateChangeSetCommand,
  CreateStackCommand,
  DescribeChangeSetCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type AliasCloud, aliasTemplate, createVersions, startAliasCloud } from './testing/alias-cloud.ts';
import { createFakeTypes, type FakeTypes } from './testing/fake-types.ts';
import { createScriptedCodeDeploy, type ScriptedCodeDeploy } from './testing/scripted-code-deploy.ts';

let at: AliasCloud;
let fakes: FakeTypes;
let deployments: ScriptedCodeDeploy;
beforeEach(async () => {
  fakes = createFakeTypes();
  deployments = createScriptedCodeDeploy();
  at = await startAliasCloud(deployments.factory, fakes);
  await createVersions(at);
});
afterEach(() => at.stop());

const StackName = 'demo';
const box = (Properties: object, rest: object = {}) => ({ Type: 'Fake::Box::Box', Properties, ...rest });

const create = async (TemplateBody: string) => {
  await at.formation.send(new CreateStackCommand({ StackName, TemplateBody }));
  expect(await at.settled(StackName)).toBe('CREATE_COMPLETE');
};
const update = (TemplateBody: string) => at.formation.send(new UpdateStackCommand({ StackName, TemplateBody }));
const eventsSince = async (count: number) => (await at.events(StackName)).slice(count);

test('a new version takes the alias over by a deployment with its hooks; the creation needs none', async () => {
  const hooks = { BeforeAllowTrafficHook: { Ref: 'Before' }, AfterAllowTrafficHook: { 'Fn::Sub': '${Before}-after' } };
  const policy = { ApplicationName: 'app', DeploymentGroupName: { Ref: 'Group' }, ...hooks };
  const others = { Before: box({ Name: 'CodeDeployHook_b' }), Group: box({ Name: 'group' }) };
  await create(aliasTemplate('1', others, policy));
  expect(deployments.shifts).toEqual([]);
  const told = (await at.events(StackName)).length;
  await update(aliasTemplate('2', others, policy));
  expect(await deployments.shift(1)).toMatchObject({
    applicationName: 'app',
    deploymentGroupName: 'group',
    functionName: 'f',
    alias: 'live',
    currentVersion: '1',
    targetVersion: '2',
    beforeAllowTraffic: 'CodeDeployHook_b',
    afterAllowTraffic: 'CodeDeployHook_b-after',
    creator: 'user',
  });
  await expect(update(aliasTemplate('3', others, policy))).rejects.toThrow(
    /^Stack:arn:aws:cloudformation:.* is in UPDATE_IN_PROGRESS state and can not be updated\.$/,
  );
  deployments.end(1, { status: 'Succeeded' });
  expect(await at.settled(StackName)).toBe('UPDATE_COMPLETE');
  expect(await at.live()).toBe('2');
  expect(await eventsSince(told)).toEqual([
    'demo UPDATE_IN_PROGRESS User Initiated',
    'Live UPDATE_IN_PROGRESS',
    'Live UPDATE_IN_PROGRESS CodeDeploy deployment started: d-1',
    'Live UPDATE_COMPLETE',
    'demo UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
    'demo UPDATE_COMPLETE',
  ]);
});

test('a deployment that fails fails the stack, by its id, and nothing is shifted on the way back', async () => {
  await create(aliasTemplate('1'));
  const told = (await at.events(StackName)).length;
  await update(aliasTemplate('2'));
  (await deployments.shift(1)).onRollbackStarted?.('d-9');
  deployments.end(1, {
    status: 'Failed',
    errorInformation: { code: 'HOOK_EXECUTION_FAILURE', message: 'A hook said no.' },
  });
  expect(await at.settled(StackName)).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(await eventsSince(told)).toEqual([
    'demo UPDATE_IN_PROGRESS User Initiated',
    'Live UPDATE_IN_PROGRESS',
    'Live UPDATE_IN_PROGRESS CodeDeploy deployment started: d-1',
    'Live UPDATE_IN_PROGRESS CodeDeploy rollback deployment started: d-9',
    'Live UPDATE_FAILED Resource handler returned message: "d-1 failed. A hook said no." (HandlerErrorCode: InternalFailure)',
    'demo UPDATE_ROLLBACK_IN_PROGRESS The following resource(s) failed to update: [Live].',
    'Live UPDATE_IN_PROGRESS',
    'Live UPDATE_COMPLETE',
    'demo UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS',
    'demo UPDATE_ROLLBACK_COMPLETE',
  ]);
  expect(deployments.shifts).toHaveLength(1);
  await update(aliasTemplate('3'));
  expect(await deployments.shift(2)).toMatchObject({ currentVersion: '1', targetVersion: '3' });
  deployments.end(2, { status: 'Succeeded' });
  expect(await at.settled(StackName)).toBe('UPDATE_COMPLETE');
});

test('an alias that was shifted whole goes back by a deployment of the policy of before', async () => {
  fakes.failing.add('bad');
  const after = { Later: box({ Label: 'good' }, { DependsOn: 'Live' }) };
  await create(aliasTemplate('1', after));
  const later = { Later: box({ Label: 'bad' }, { DependsOn: 'Live' }) };
  await update(aliasTemplate('2', later, { ApplicationName: 'other', DeploymentGroupName: 'other' }));
  const first = await deployments.shift(1);
  expect(first).toMatchObject({ applicationName: 'other' });
  deployments.end(1, { status: 'Succeeded' });
  const second = await deployments.shift(2);
  expect(second).toMatchObject({
    applicationName: 'app',
    currentVersion: '2',
    targetVersion: '1',
    creator: 'CloudFormationRollback',
  });
  expect(second.clientToken).not.toBe(first.clientToken);
  deployments.end(2, { status: 'Succeeded' });
  expect(await at.settled(StackName)).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(await at.live()).toBe('1');
});

test('a rollback whose deployment fails leaves the stack in UPDATE_ROLLBACK_FAILED', async () => {
  fakes.failing.add('bad');
  await create(aliasTemplate('1', { Later: box({ Label: 'good' }) }));
  await update(aliasTemplate('2', { Later: box({ Label: 'bad' }, { DependsOn: 'Live' }) }));
  await deployments.shift(1);
  deployments.end(1, { status: 'Succeeded' });
  await deployments.shift(2);
  deployments.end(2, { status: 'Failed' });
  expect(await at.settled(StackName)).toBe('UPDATE_ROLLBACK_FAILED');
});

test('a cancelled update stops its deployment', async () => {
  await create(aliasTemplate('1'));
  await update(aliasTemplate('2'));
  const { clientToken } = await deployments.shift(1);
  await at.formation.send(new CancelUpdateStackCommand({ StackName }));
  expect(await at.settled(StackName)).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(deployments.stops).toEqual([clientToken]);
  const events = await at.events(StackName);
  expect(events).toContain('Live UPDATE_FAILED Resource update cancelled');
  expect(events).toContain('demo UPDATE_ROLLBACK_IN_PROGRESS User Initiated');
  expect(await at.live()).toBe('1');
});

test('another resource that fails stops the deployment', async () => {
  fakes.failing.add('bad');
  let letGo = () => {};
  fakes.held.set('bad', new Promise((resolve) => (letGo = resolve)));
  await create(aliasTemplate('1', { Beside: box({ Label: 'good' }) }));
  await update(aliasTemplate('2', { Beside: box({ Label: 'bad' }) }));
  await deployments.shift(1);
  letGo();
  expect(await at.settled(StackName)).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(deployments.stops).toHaveLength(1);
  expect(await at.events(StackName)).toContain(
    'demo UPDATE_ROLLBACK_IN_PROGRESS The following resource(s) failed to update: [Beside, Live].',
  );
});

test('without an UpdatePolicy, or with the same version, nothing is deployed', async () => {
  const plain = (version: string, Description: string) => {
    const template = JSON.parse(aliasTemplate(version));
    template.Resources.Live.Properties.Description = Description;
    return template;
  };
  const { UpdatePolicy: _, ...bare } = plain('1', 'one').Resources.Live;
  await create(JSON.stringify({ Resources: { Live: bare } }));
  await update(JSON.stringify(plain('1', 'two')));
  expect(await at.settled(StackName)).toBe('UPDATE_COMPLETE');
  await update(
    JSON.stringify({ Resources: { Live: { ...bare, Properties: { ...bare.Properties, FunctionVersion: '2' } } } }),
  );
  expect(await at.settled(StackName)).toBe('UPDATE_COMPLETE');
  expect(await at.live()).toBe('2');
  expect(deployments.shifts).toEqual([]);
});

test('what is not honoured in an UpdatePolicy is refused by name', async () => {
  const refused = async (TemplateBody: object | string) => {
    const body = typeof TemplateBody === 'string' ? TemplateBody : JSON.stringify(TemplateBody);
    return expect(at.formation.send(new CreateStackCommand({ StackName, TemplateBody: body }))).rejects;
  };
  const template = JSON.parse(aliasTemplate('1'));
  template.Resources.Live.UpdatePolicy = { AutoScalingRollingUpdate: {} };
  await (await refused(template)).toThrow('the UpdatePolicy AutoScalingRollingUpdate of the resource Live');
  const strange = box({}, { UpdatePolicy: { CodeDeployLambdaAliasUpdate: {} } });
  await (await refused({ Resources: { A: strange } })).toThrow(
    'the UpdatePolicy CodeDeployLambdaAliasUpdate of the resource A',
  );
  const more = { ApplicationName: 'a', Speed: 1 };
  await (await refused(aliasTemplate('1', {}, more))).toThrow(
    /UpdatePolicy validation failed for resource Live[\s\S]*\[DeploymentGroupName\] not found[\s\S]*\[Speed\] is not permitted/,
  );
  await (await refused(aliasTemplate('1', {}, { ApplicationName: { Ref: 'Nobody' } }))).toThrow(
    'Unresolved resource dependencies [Nobody]',
  );
  await (await refused(aliasTemplate('1', {}, { ApplicationName: { Ref: 'Live' } }))).toThrow('Circular dependency');
});

test('a change of the policy alone is a change that a change set shows', async () => {
  await create(aliasTemplate('1'));
  const TemplateBody = aliasTemplate('1', {}, { ApplicationName: 'app', DeploymentGroupName: 'slower' });
  await at.formation.send(new CreateChangeSetCommand({ StackName, ChangeSetName: 'c', TemplateBody }));
  const { Changes } = await at.formation.send(new DescribeChangeSetCommand({ StackName, ChangeSetName: 'c' }));
  expect(Changes?.[0]?.ResourceChange).toMatchObject({ LogicalResourceId: 'Live', Scope: ['UpdatePolicy'] });
  await update(TemplateBody);
  expect(await at.settled(StackName)).toBe('UPDATE_COMPLETE');
  await update(aliasTemplate('2', {}, { ApplicationName: 'app', DeploymentGroupName: 'slower' }));
  expect(await deployments.shift(1)).toMatchObject({ deploymentGroupName: 'slower' });
  deployments.end(1, { status: 'Succeeded' });
  expect(await at.settled(StackName)).toBe('UPDATE_COMPLETE');
});

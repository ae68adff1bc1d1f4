import {
  BatchGetApplicationsCommand,
  BatchGetDeploymentGroupsCommand,
  BatchGetDeploymentTargetsCommand,
  CodeDeployServiceException,
  ContinueDeploymentCommand,
  CreateApplicationCommand,
  CreateDeploymentConfigCommand,
  CreateDeploymentGroupCommand,
  DeleteApplicationCommand,
  DeleteDeploymentConfigCommand,
  DeleteDeploymentGroupCommand,
  GetApplicationCommand,
  GetDeploymentConfigCommand,
  GetDeploymentGroupCommand,
  GetDeploymentTargetCommand,
  ListApplicationRevisionsCommand,
  ListApplicationsCommand,
  ListDeploymentConfigsCommand,
  ListDeploymentGroupsCommand,
  ListDeploymentTargetsCommand,
  ListTagsForResourceCommand,
  PutLifecycleEventHookExecutionStatusCommand,
  RegisterApplicationRevisionCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateApplicationCommand,
  UpdateDeploymentGroupCommand,
} from '@aws-sdk/client-codedeploy';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  applicationName,
  type DeployCloud,
  deploymentGroupName,
  roleArn,
  startDeployCloud,
} from './testing/deploy-cloud.ts';

let cloud: DeployCloud;
beforeAll(async () => {
  cloud = await startDeployCloud();
  await cloud.prepare();
});
afterAll(() => cloud.stop());

/** The error's code of what must fail. */
const refused = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => undefined,
    (caught: unknown) => caught,
  );
  return error instanceof CodeDeployServiceException ? error.name : `not refused: ${error}`;
};

const group = (name: string, more: object = {}) =>
  cloud.deploy.send(
    new CreateDeploymentGroupCommand({ applicationName, deploymentGroupName: name, serviceRoleArn: roleArn, ...more }),
  );
const platform = { computePlatform: 'Lambda' } as const;

test('an application is made, renamed with all that it has, and deleted', async () => {
  const { deploy } = cloud;
  await deploy.send(new CreateApplicationCommand({ applicationName: 'a', ...platform }));
  const input = { applicationName: 'a', deploymentGroupName: 'g', serviceRoleArn: roleArn };
  await deploy.send(new CreateDeploymentGroupCommand(input));
  expect(await refused(deploy.send(new CreateApplicationCommand({ applicationName: 'a', ...platform })))).toBe(
    'ApplicationAlreadyExistsException',
  );
  await deploy.send(new UpdateApplicationCommand({ applicationName: 'a', newApplicationName: 'b' }));
  const { applications } = await deploy.send(new ListApplicationsCommand({}));
  expect(applications).toEqual([applicationName, 'b']);
  const { application } = await deploy.send(new GetApplicationCommand({ applicationName: 'b' }));
  expect(application).toMatchObject({ applicationName: 'b', computePlatform: 'Lambda', linkedToGitHub: false });
  const { deploymentGroups } = await deploy.send(new ListDeploymentGroupsCommand({ applicationName: 'b' }));
  expect(deploymentGroups).toEqual(['g']);
  const names = { applicationNames: ['b', applicationName] };
  expect((await deploy.send(new BatchGetApplicationsCommand(names))).applicationsInfo).toHaveLength(2);
  await deploy.send(new DeleteApplicationCommand({ applicationName: 'b' }));
  expect(await refused(deploy.send(new GetApplicationCommand({ applicationName: 'b' })))).toBe(
    'ApplicationDoesNotExistException',
  );
  await deploy.send(new DeleteApplicationCommand({ applicationName: 'b' }));
});

test('a deployment group keeps what an update does not name', async () => {
  const { deploy } = cloud;
  await group('g', {
    alarmConfiguration: { enabled: true, alarms: [{ name: 'errors' }] },
    autoRollbackConfiguration: { enabled: true, events: ['DEPLOYMENT_FAILURE'] },
    triggerConfigurations: [
      { triggerName: 't', triggerTargetArn: 'arn:aws:sns:us-east-1:000000000000:t', triggerEvents: ['DeploymentStop'] },
    ],
  });
  const update = { applicationName, currentDeploymentGroupName: 'g', newDeploymentGroupName: 'h' };
  await deploy.send(
    new UpdateDeploymentGroupCommand({ ...update, alarmConfiguration: { enabled: false, alarms: [] } }),
  );
  const names = { applicationName, deploymentGroupName: 'h' };
  const { deploymentGroupInfo } = await deploy.send(new GetDeploymentGroupCommand(names));
  expect(deploymentGroupInfo).toMatchObject({
    deploymentGroupName: 'h',
    deploymentConfigName: 'CodeDeployDefault.LambdaAllAtOnce',
    serviceRoleArn: roleArn,
    alarmConfiguration: { enabled: false, alarms: [] },
    autoRollbackConfiguration: { enabled: true, events: ['DEPLOYMENT_FAILURE'] },
    deploymentStyle: { deploymentType: 'BLUE_GREEN', deploymentOption: 'WITH_TRAFFIC_CONTROL' },
    triggerConfigurations: [{ triggerName: 't', triggerEvents: ['DeploymentStop'] }],
  });
  const batch = { applicationName, deploymentGroupNames: ['h'] };
  expect((await deploy.send(new BatchGetDeploymentGroupsCommand(batch))).deploymentGroupsInfo).toHaveLength(1);
  await deploy.send(new DeleteDeploymentGroupCommand(names));
  expect(await refused(deploy.send(new GetDeploymentGroupCommand(names)))).toBe('DeploymentGroupDoesNotExistException');
});

test.each([
  ['InvalidRoleException', { serviceRoleArn: 'arn:aws:iam::000000000000:role/lambda' }],
  ['InvalidRoleException', { serviceRoleArn: 'arn:aws:iam::000000000000:role/nobody' }],
  ['DeploymentConfigDoesNotExistException', { deploymentConfigName: 'mine' }],
  ['NotImplemented', { deploymentConfigName: 'CodeDeployDefault.OneAtATime' }],
  ['NotImplemented', { ec2TagFilters: [{ Key: 'a' }] }],
  ['InvalidAlarmConfigException', { alarmConfiguration: { enabled: true, alarms: [] } }],
  ['InvalidAlarmConfigException', { alarmConfiguration: { enabled: true, alarms: [{ name: 'a' }, { name: 'a' }] } }],
  [
    'AlarmsLimitExceededException',
    { alarmConfiguration: { enabled: true, alarms: Array.from({ length: 11 }, (_, index) => ({ name: `${index}` })) } },
  ],
  ['InvalidAutoRollbackConfigException', { autoRollbackConfiguration: { enabled: true } }],
  ['InvalidTriggerConfigException', { triggerConfigurations: [{ triggerName: 't', triggerEvents: [] }] }],
  [
    'NotImplemented',
    { triggerConfigurations: [{ triggerName: 't', triggerTargetArn: 'x', triggerEvents: ['InstanceStart'] }] },
  ],
  ['InvalidDeploymentStyleException', { deploymentStyle: { deploymentType: 'IN_PLACE' } }],
  ['DeploymentGroupAlreadyExistsException', { deploymentGroupName }],
  ['InvalidDeploymentGroupNameException', { deploymentGroupName: 'a/b' }],
])('a deployment group is refused with %s: %j', async (code, more) => {
  expect(await refused(group('bad', more))).toBe(code);
});

test('a custom configuration is used until no group has it', async () => {
  const { deploy } = cloud;
  const deploymentConfigName = 'Half';
  const canary = { canaryPercentage: 50, canaryInterval: 1 };
  const trafficRoutingConfig = { type: 'TimeBasedCanary', timeBasedCanary: canary } as const;
  const create = new CreateDeploymentConfigCommand({ deploymentConfigName, ...platform, trafficRoutingConfig });
  await deploy.send(create);
  expect(await refused(deploy.send(create))).toBe('DeploymentConfigAlreadyExistsException');
  const { deploymentConfigInfo } = await deploy.send(new GetDeploymentConfigCommand({ deploymentConfigName }));
  expect(deploymentConfigInfo).toMatchObject({ ...platform, trafficRoutingConfig });
  const { deploymentConfigsList } = await deploy.send(new ListDeploymentConfigsCommand({}));
  expect(deploymentConfigsList).toHaveLength(10);
  await group('half', { deploymentConfigName });
  const remove = new DeleteDeploymentConfigCommand({ deploymentConfigName });
  expect(await refused(deploy.send(remove))).toBe('DeploymentConfigInUseException');
  await deploy.send(new DeleteDeploymentGroupCommand({ applicationName, deploymentGroupName: 'half' }));
  await deploy.send(remove);
  expect(await refused(deploy.send(new GetDeploymentConfigCommand({ deploymentConfigName })))).toBe(
    'DeploymentConfigDoesNotExistException',
  );
});

test.each([
  [{ type: 'TimeBasedCanary', timeBasedCanary: { canaryPercentage: 100, canaryInterval: 1 } }],
  [{ type: 'TimeBasedCanary', timeBasedCanary: { canaryPercentage: 10, canaryInterval: 2881 } }],
  [{ type: 'TimeBasedCanary', timeBasedLinear: { linearPercentage: 10, linearInterval: 1 } }],
  [{ type: 'TimeBasedLinear', timeBasedLinear: { linearPercentage: 1, linearInterval: 60 } }],
] as const)('the routing %j is refused', async (trafficRoutingConfig) => {
  const input = { deploymentConfigName: 'bad', ...platform, trafficRoutingConfig };
  expect(await refused(cloud.deploy.send(new CreateDeploymentConfigCommand(input)))).toBe(
    'InvalidTrafficRoutingConfigurationException',
  );
});

test('the target of a deployment is its function', async () => {
  const { deploy } = cloud;
  const deploymentId = await cloud.create();
  await cloud.ended(deploymentId);
  const { targetIds } = await deploy.send(new ListDeploymentTargetsCommand({ deploymentId }));
  expect(targetIds).toEqual(['worker']);
  const { deploymentTargets } = await deploy.send(new BatchGetDeploymentTargetsCommand({ deploymentId, targetIds }));
  expect(deploymentTargets).toMatchObject([
    {
      deploymentTargetType: 'LambdaTarget',
      lambdaTarget: {
        deploymentId,
        status: 'Succeeded',
        lambdaFunctionInfo: {
          functionName: 'worker',
          functionAlias: 'live',
          currentVersion: '1',
          targetVersion: '2',
          targetVersionWeight: 1,
        },
      },
    },
  ]);
  expect(await refused(deploy.send(new GetDeploymentTargetCommand({ deploymentId, targetId: 'x' })))).toBe(
    'DeploymentTargetDoesNotExistException',
  );
  const group = { applicationName, deploymentGroupName };
  const { deploymentGroupInfo } = await deploy.send(new GetDeploymentGroupCommand(group));
  expect(deploymentGroupInfo?.lastSuccessfulDeployment?.deploymentId).toBe(deploymentId);
  const { revisions } = await deploy.send(
    new ListApplicationRevisionsCommand({ applicationName, deployed: 'include' }),
  );
  expect(revisions).toEqual([deploymentGroupInfo?.targetRevision]);
});

test('a registered revision is known by its hash', async () => {
  const revision = { revisionType: 'String', string: { content: 'version: 0.0' } } as const;
  await cloud.deploy.send(new RegisterApplicationRevisionCommand({ applicationName, revision }));
  const { revisions } = await cloud.deploy.send(
    new ListApplicationRevisionsCommand({ applicationName, deployed: 'exclude' }),
  );
  expect(revisions).toMatchObject([
    { revisionType: 'String', string: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/) } },
  ]);
  expect((await cloud.ended(await cloud.create({}, { revision: revisions?.[0] }))).errorInformation?.code).toBe(
    'INVALID_REVISION',
  );
});

test.each([
  ['ApplicationDoesNotExistException', { applicationName: 'x' }],
  ['DeploymentGroupDoesNotExistException', { deploymentGroupName: 'x' }],
  ['DeploymentGroupNameRequiredException', { deploymentGroupName: undefined }],
  ['DeploymentConfigDoesNotExistException', { deploymentConfigName: 'x' }],
  ['RevisionRequiredException', { revision: undefined }],
  ['InvalidRevisionException', { revision: { revisionType: 'AppSpecContent', appSpecContent: {} } }],
  [
    'InvalidRevisionException',
    { revision: { revisionType: 'AppSpecContent', appSpecContent: { content: 'a', sha256: '0' } } },
  ],
  ['RevisionDoesNotExistException', { revision: { revisionType: 'String', string: { sha256: '0' } } }],
  ['NotImplemented', { revision: { revisionType: 'S3', s3Location: { bucket: 'b', key: 'k' } } }],
  ['NotImplemented', { fileExistsBehavior: 'OVERWRITE' }],
  ['InvalidUpdateOutdatedInstancesOnlyValueException', { updateOutdatedInstancesOnly: true }],
] as const)('a deployment is refused with %s: %j', async (code, more) => {
  expect(await refused(cloud.create({}, more as object))).toBe(code);
});

test('tags stay with what they are on', async () => {
  const { deploy } = cloud;
  const ResourceArn = `arn:aws:codedeploy:us-east-1:000000000000:deploymentgroup:${applicationName}/${deploymentGroupName}`;
  const Tags = [
    { Key: 'a', Value: '1' },
    { Key: 'b', Value: '2' },
  ];
  await deploy.send(new TagResourceCommand({ ResourceArn, Tags }));
  await deploy.send(new UntagResourceCommand({ ResourceArn, TagKeys: ['a'] }));
  expect((await deploy.send(new ListTagsForResourceCommand({ ResourceArn }))).Tags).toEqual([Tags[1]]);
  const other = `${ResourceArn}-other`;
  expect(await refused(deploy.send(new ListTagsForResourceCommand({ ResourceArn: other })))).toBe(
    'DeploymentGroupDoesNotExistException',
  );
});

test('what is for servers or containers is refused by name', async () => {
  const { deploy } = cloud;
  await expect(deploy.send(new CreateApplicationCommand({ applicationName: 's' }))).rejects.toThrow('platform Server');
  await expect(
    deploy.send(new CreateApplicationCommand({ applicationName: 'e', computePlatform: 'ECS' })),
  ).rejects.toThrow('platform ECS');
  await expect(deploy.send(new ContinueDeploymentCommand({}))).rejects.toThrow('codedeploy:ContinueDeployment');
});

test('an answer for no deployment is refused', async () => {
  const answer = (deploymentId?: string) =>
    refused(
      cloud.deploy.send(
        new PutLifecycleEventHookExecutionStatusCommand({
          deploymentId,
          lifecycleEventHookExecutionId: 'x',
          status: 'Succeeded',
        }),
      ),
    );
  expect(await answer()).toBe('DeploymentIdRequiredException');
  expect(await answer('one')).toBe('InvalidDeploymentIdException');
  expect(await answer('d-000000000')).toBe('DeploymentDoesNotExistException');
});

import { randomUUID } from 'node:crypto';
import type {
  BatchGetDeploymentGroupsInput,
  CreateDeploymentGroupInput,
  DeleteDeploymentGroupInput,
  DeploymentGroupInfo,
  GetDeploymentGroupInput,
  ListDeploymentGroupsInput,
  UpdateDeploymentGroupInput,
} from '@aws-sdk/client-codedeploy';
import type { CloudContext } from '../../kernel/context.ts';
import { operation } from '../../kernel/operation.ts';
import { refusal } from '../codedeploy-error.ts';
import type { Deployment } from '../model/deployment.ts';
import { allAtOnce } from '../model/deployment-config.ts';
import type { DeploymentGroup } from '../model/deployment-group.ts';
import { groupKey, type Store } from '../store.ts';
import { checkCount, checkName } from './checks.ts';
import { deploymentStyle, seconds, viewAlarms, viewRevision, type Wire } from './deployment-view.ts';
import { pageOf } from './page.ts';
import { readConfigName } from './read-config-name.ts';
import { checkStyle, readAlarms, readAutoRollback, readTriggers } from './read-group-settings.ts';
import { tagMap } from './tags.ts';

const last = ({ id, status, createdAt, completedAt }: Deployment) => ({
  deploymentId: id,
  status,
  ...(completedAt === undefined ? {} : { endTime: seconds(completedAt) }),
  createTime: seconds(createdAt),
});

const viewGroup = (group: DeploymentGroup, store: Store): Wire<DeploymentGroupInfo> => {
  const deployments = store.deploymentsOf(group.id);
  const [attempted] = deployments;
  const successful = deployments.find(({ status }) => status === 'Succeeded');
  return {
    applicationName: group.applicationName,
    deploymentGroupId: group.id,
    deploymentGroupName: group.name,
    deploymentConfigName: group.configName,
    ec2TagFilters: [],
    onPremisesInstanceTagFilters: [],
    autoScalingGroups: [],
    serviceRoleArn: group.roleArn,
    ...(successful === undefined ? {} : { targetRevision: viewRevision(successful.revision) }),
    triggerConfigurations: group.triggers.map(({ name, topicArn, events }) => ({
      triggerName: name,
      triggerTargetArn: topicArn,
      triggerEvents: events,
    })),
    alarmConfiguration: viewAlarms(group.alarms),
    autoRollbackConfiguration: group.autoRollback,
    deploymentStyle,
    ...(successful === undefined ? {} : { lastSuccessfulDeployment: last(successful) }),
    ...(attempted === undefined ? {} : { lastAttemptedDeployment: last(attempted) }),
    computePlatform: 'Lambda',
    terminationHookEnabled: false,
  };
};

const checkRole = (roleArn: string | undefined, { services }: CloudContext): string => {
  if (roleArn === undefined || roleArn === '') throw refusal('RoleRequiredException', 'The role ID was not specified.');
  if (services.iam.trusts(roleArn, 'codedeploy.amazonaws.com')) return roleArn;
  throw refusal(
    'InvalidRoleException',
    `AWS CodeDeploy does not have the permissions required to assume the role ${roleArn}.`,
  );
};

const checkFree = (store: Store, applicationName: string, name: string): void => {
  if (store.groups.has(groupKey(applicationName, name)))
    throw refusal('DeploymentGroupAlreadyExistsException', `Deployment group already exists with name: ${name}`);
};

const settings = [
  'applicationName',
  'deploymentConfigName',
  'serviceRoleArn',
  'triggerConfigurations',
  'alarmConfiguration',
  'autoRollbackConfiguration',
  'deploymentStyle',
] as const;

const create = (input: CreateDeploymentGroupInput, store: Store, context: CloudContext) => {
  const { name: applicationName } = store.application(checkName('Application', input.applicationName));
  const name = checkName('DeploymentGroup', input.deploymentGroupName);
  checkFree(store, applicationName, name);
  checkCount(
    store.groupsOf(applicationName).length + 1,
    1000,
    'DeploymentGroupLimitExceededException',
    'deployment groups of an application',
  );
  checkStyle(input.deploymentStyle);
  const group = {
    id: randomUUID(),
    applicationName,
    name,
    configName: readConfigName(input.deploymentConfigName ?? allAtOnce, store),
    roleArn: checkRole(input.serviceRoleArn, context),
    alarms: readAlarms(input.alarmConfiguration),
    autoRollback: readAutoRollback(input.autoRollbackConfiguration),
    triggers: readTriggers(input.triggerConfigurations),
  };
  if (input.tags !== undefined)
    store.tags.set(context.arn('codedeploy', `deploymentgroup:${applicationName}/${name}`), tagMap(input.tags));
  store.groups.set(groupKey(applicationName, name), group);
  return { deploymentGroupId: group.id };
};

const moveGroup = (group: DeploymentGroup, name: string, store: Store, { arn }: CloudContext): void => {
  const { applicationName } = group;
  const arnOf = (each: string) => arn('codedeploy', `deploymentgroup:${applicationName}/${each}`);
  checkFree(store, applicationName, name);
  const tags = store.tags.get(arnOf(group.name));
  if (tags !== undefined) store.tags.set(arnOf(name), tags);
  store.tags.delete(arnOf(group.name));
  for (const { id } of store.deploymentsOf(group.id)) store.change(id, { groupName: name });
  store.groups.delete(groupKey(applicationName, group.name));
};

const update = (input: UpdateDeploymentGroupInput, store: Store, context: CloudContext) => {
  const { name: applicationName } = store.application(checkName('Application', input.applicationName));
  const group = store.group(applicationName, checkName('DeploymentGroup', input.currentDeploymentGroupName));
  const name = checkName('DeploymentGroup', input.newDeploymentGroupName ?? group.name);
  const { deploymentConfigName, serviceRoleArn, alarmConfiguration, autoRollbackConfiguration } = input;
  checkStyle(input.deploymentStyle);
  const changed = {
    ...group,
    name,
    ...(deploymentConfigName === undefined ? {} : { configName: readConfigName(deploymentConfigName, store) }),
    ...(serviceRoleArn === undefined ? {} : { roleArn: checkRole(serviceRoleArn, context) }),
    ...(alarmConfiguration === undefined ? {} : { alarms: readAlarms(alarmConfiguration) }),
    ...(autoRollbackConfiguration === undefined ? {} : { autoRollback: readAutoRollback(autoRollbackConfiguration) }),
    ...(input.triggerConfigurations === undefined ? {} : { triggers: readTriggers(input.triggerConfigurations) }),
  };
  if (name !== group.name) moveGroup(group, name, store, context);
  store.groups.set(groupKey(applicationName, name), changed);
  return { hooksNotCleanedUp: [] };
};

export const deploymentGroupOperations = (store: Store, context: CloudContext) => ({
  CreateDeploymentGroup: operation([...settings, 'deploymentGroupName', 'tags'], (input: CreateDeploymentGroupInput) =>
    create(input, store, context),
  ),
  UpdateDeploymentGroup: operation(
    [...settings, 'currentDeploymentGroupName', 'newDeploymentGroupName'],
    (input: UpdateDeploymentGroupInput) => update(input, store, context),
  ),
  GetDeploymentGroup: operation(
    ['applicationName', 'deploymentGroupName'],
    ({ applicationName, deploymentGroupName }: GetDeploymentGroupInput) => {
      const { name } = store.application(checkName('Application', applicationName));
      const group = store.group(name, checkName('DeploymentGroup', deploymentGroupName));
      return { deploymentGroupInfo: viewGroup(group, store) };
    },
  ),
  BatchGetDeploymentGroups: operation(
    ['applicationName', 'deploymentGroupNames'],
    ({ applicationName, deploymentGroupNames = [] }: BatchGetDeploymentGroupsInput) => {
      const { name } = store.application(checkName('Application', applicationName));
      checkCount(
        deploymentGroupNames.length,
        100,
        'BatchLimitExceededException',
        'names or IDs allowed for this request',
      );
      const groups = deploymentGroupNames.map((each) => store.group(name, checkName('DeploymentGroup', each)));
      return { deploymentGroupsInfo: groups.map((group) => viewGroup(group, store)) };
    },
  ),
  ListDeploymentGroups: operation(
    ['applicationName', 'nextToken'],
    ({ applicationName, nextToken }: ListDeploymentGroupsInput) => {
      const { name } = store.application(checkName('Application', applicationName));
      const { items, next } = pageOf(store.groupsOf(name), nextToken);
      return { applicationName: name, deploymentGroups: items.map((group) => group.name), ...next };
    },
  ),
  /** One that is not there is no error, as on AWS. A deployment that runs goes on. */
  DeleteDeploymentGroup: operation(
    ['applicationName', 'deploymentGroupName'],
    ({ applicationName, deploymentGroupName }: DeleteDeploymentGroupInput) => {
      const application = checkName('Application', applicationName);
      const name = checkName('DeploymentGroup', deploymentGroupName);
      store.groups.delete(groupKey(application, name));
      store.tags.delete(context.arn('codedeploy', `deploymentgroup:${application}/${name}`));
      return { hooksNotCleanedUp: [] };
    },
  ),
});

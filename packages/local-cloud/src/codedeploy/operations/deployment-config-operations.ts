import { randomUUID } from 'node:crypto';
import type {
  CreateDeploymentConfigInput,
  DeleteDeploymentConfigInput,
  DeploymentConfigInfo,
  GetDeploymentConfigInput,
  ListDeploymentConfigsInput,
  TrafficRoutingConfig,
} from '@aws-sdk/client-codedeploy';
import type { CloudContext } from '../../kernel/context.ts';
import { operation } from '../../kernel/operation.ts';
import { refusal } from '../codedeploy-error.ts';
import {
  type DeploymentConfig,
  predefinedConfigs,
  predefinedPrefix,
  type TrafficRouting,
} from '../model/deployment-config.ts';
import type { Store } from '../store.ts';
import { checkComputePlatform, checkCount, checkName } from './checks.ts';
import { seconds, type Wire } from './deployment-view.ts';
import { pageOf } from './page.ts';
import { readConfigName } from './read-config-name.ts';

const viewConfig = ({ id, name, createdAt, routing }: DeploymentConfig): Wire<DeploymentConfigInfo> => ({
  deploymentConfigId: id,
  deploymentConfigName: name,
  createTime: seconds(createdAt),
  computePlatform: 'Lambda',
  trafficRoutingConfig: routing,
});

const badRouting = (message: string) => refusal('InvalidTrafficRoutingConfigurationException', message);

/** Source of the bounds: https://docs.aws.amazon.com/codedeploy/latest/userguide/limits.html */
const checkShift = (percentage = 0, minutes = 0): { readonly percentage: number; readonly minutes: number } => {
  if (!Number.isInteger(percentage) || percentage < 1 || percentage > 99)
    throw badRouting('The percentage of traffic must be a whole number from 1 to 99.');
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > 2880)
    throw badRouting('The interval must be a whole number of minutes from 1 to 2880.');
  return { percentage, minutes };
};

const readRouting = (given: TrafficRoutingConfig | undefined): TrafficRouting => {
  const { type, timeBasedCanary: canary, timeBasedLinear: linear } = given ?? {};
  const isOver =
    (type !== 'TimeBasedCanary' && canary !== undefined) || (type !== 'TimeBasedLinear' && linear !== undefined);
  if (isOver) throw badRouting(`The traffic routing type ${type} does not take what was given with it.`);
  if (type === 'AllAtOnce') return { type };
  if (type === 'TimeBasedCanary') {
    const { percentage, minutes } = checkShift(canary?.canaryPercentage, canary?.canaryInterval);
    return { type, timeBasedCanary: { canaryPercentage: percentage, canaryInterval: minutes } };
  }
  if (type !== 'TimeBasedLinear') throw badRouting('The type must be TimeBasedCanary, TimeBasedLinear or AllAtOnce.');
  const { percentage, minutes } = checkShift(linear?.linearPercentage, linear?.linearInterval);
  // Traffic moves over at most two days, as a hook must still have its hour within 50.
  if ((Math.ceil(100 / percentage) - 1) * minutes > 2880)
    throw badRouting('The traffic must be shifted within 2880 minutes.');
  return { type, timeBasedLinear: { linearPercentage: percentage, linearInterval: minutes } };
};

export const deploymentConfigOperations = (store: Store, context: CloudContext) => ({
  CreateDeploymentConfig: operation(
    ['deploymentConfigName', 'computePlatform', 'trafficRoutingConfig'],
    ({ deploymentConfigName, computePlatform, trafficRoutingConfig }: CreateDeploymentConfigInput) => {
      const name = checkName('DeploymentConfig', deploymentConfigName);
      checkComputePlatform(computePlatform);
      if (name.startsWith(predefinedPrefix))
        throw refusal('InvalidDeploymentConfigNameException', `Names must not start with ${predefinedPrefix}`);
      if (store.configs.has(name))
        throw refusal(
          'DeploymentConfigAlreadyExistsException',
          `Deployment Configuration already exists with name: ${name}`,
        );
      checkCount(store.configs.size + 1, 200, 'DeploymentConfigLimitExceededException', 'deployment configurations');
      const id = randomUUID();
      store.configs.set(name, { id, name, createdAt: context.clock.now(), routing: readRouting(trafficRoutingConfig) });
      return { deploymentConfigId: id };
    },
  ),
  GetDeploymentConfig: operation(['deploymentConfigName'], ({ deploymentConfigName }: GetDeploymentConfigInput) => ({
    deploymentConfigInfo: viewConfig(store.config(readConfigName(deploymentConfigName, store))),
  })),
  ListDeploymentConfigs: operation(['nextToken'], ({ nextToken }: ListDeploymentConfigsInput) => {
    const { items, next } = pageOf([...predefinedConfigs.keys(), ...[...store.configs.keys()].sort()], nextToken);
    return { deploymentConfigsList: items, ...next };
  }),
  DeleteDeploymentConfig: operation(
    ['deploymentConfigName'],
    ({ deploymentConfigName }: DeleteDeploymentConfigInput) => {
      const name = checkName('DeploymentConfig', deploymentConfigName);
      if (name.startsWith(predefinedPrefix))
        throw refusal(
          'InvalidOperationException',
          `The predefined deployment configuration ${name} cannot be deleted.`,
        );
      if ([...store.groups.values()].some(({ configName }) => configName === name))
        throw refusal('DeploymentConfigInUseException', `The deployment configuration ${name} is still in use.`);
      store.configs.delete(name);
      return {};
    },
  ),
});

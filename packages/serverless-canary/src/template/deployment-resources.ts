import { type CustomConfig, deploymentConfigOf } from '../settings/deployment-type.ts';
import type { Alarm, DeploymentSettings, Hook } from '../settings/settings.ts';
import { logicalIds } from './logical-ids.ts';
import type { Target } from './target.ts';
import type { Json, JsonObject, Resource } from './template.ts';

export interface Release {
  readonly target: Target;
  readonly settings: DeploymentSettings;
  /** Logical id of the version that the framework publishes. */
  readonly version: string;
  /** Condition of the function, if it has one. */
  readonly condition?: string;
}

interface Service {
  readonly stackName: string;
  /** Key of a function to its logical id. */
  readonly functions: ReadonlyMap<string, string>;
}

const alarmName = (alarm: Alarm): Json => (typeof alarm === 'string' ? { Ref: alarm } : alarm.name);

/** Where `sls rollback` overrides the type it has all at once, and the alarms that made somebody roll back must not stop it. */
const alarmConfiguration = ({ alarms, ignoreAlarms }: DeploymentSettings): JsonObject => {
  if (alarms.length === 0) return {};
  const Enabled = ignoreAlarms ? false : { 'Fn::If': [logicalIds.overridden, false, true] };
  return { AlarmConfiguration: { Enabled, Alarms: alarms.map((alarm) => ({ Name: alarmName(alarm) })) } };
};

const conditional = ({ condition }: Release): { Condition?: string } => (condition ? { Condition: condition } : {});

const group = (release: Release, { stackName }: Service): Resource => {
  const { settings, target } = release;
  const config = deploymentConfigOf(settings.type, stackName);
  const name = config.custom ? { Ref: logicalIds.config(config.name) } : config.name;
  return {
    Type: 'AWS::CodeDeploy::DeploymentGroup',
    ...conditional(release),
    Properties: {
      ApplicationName: { Ref: logicalIds.application },
      DeploymentGroupName: target.key,
      ServiceRoleArn: { 'Fn::GetAtt': [logicalIds.role, 'Arn'] },
      DeploymentConfigName: { 'Fn::If': [logicalIds.overridden, { Ref: logicalIds.parameter }, name] },
      DeploymentStyle: { DeploymentType: 'BLUE_GREEN', DeploymentOption: 'WITH_TRAFFIC_CONTROL' },
      AutoRollbackConfiguration: {
        Enabled: true,
        Events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM', 'DEPLOYMENT_STOP_ON_REQUEST'],
      },
      ...alarmConfiguration(settings),
      ...(settings.triggers.length > 0 && {
        TriggerConfigurations: settings.triggers.map((trigger) => ({ ...trigger })),
      }),
    },
  };
};

const hookName = (hook: Hook, { functions }: Service): Json => {
  const local = typeof hook === 'string' ? functions.get(hook) : undefined;
  return local === undefined ? hook : { Ref: local };
};

const hooks = ({ preTrafficHook, postTrafficHook }: DeploymentSettings, service: Service): JsonObject => ({
  ...(preTrafficHook !== undefined && { BeforeAllowTrafficHook: hookName(preTrafficHook, service) }),
  ...(postTrafficHook !== undefined && { AfterAllowTrafficHook: hookName(postTrafficHook, service) }),
});

const alias = (release: Release, service: Service): Resource => {
  const { target, settings, version } = release;
  const ownGroup = logicalIds.group(target.logicalId);
  return {
    Type: 'AWS::Lambda::Alias',
    ...conditional(release),
    Properties: {
      FunctionName: { Ref: target.logicalId },
      FunctionVersion: { 'Fn::GetAtt': [version, 'Version'] },
      Name: target.aliasName,
    },
    UpdatePolicy: {
      CodeDeployLambdaAliasUpdate: {
        ApplicationName: { Ref: logicalIds.application },
        DeploymentGroupName: { Ref: ownGroup },
        ...hooks(settings, service),
      },
    },
  };
};

const config = ({ name, kind, percent, minutes }: CustomConfig): Resource => ({
  Type: 'AWS::CodeDeploy::DeploymentConfig',
  Properties: {
    DeploymentConfigName: name,
    ComputePlatform: 'Lambda',
    TrafficRoutingConfig:
      kind === 'TimeBasedCanary'
        ? { Type: kind, TimeBasedCanary: { CanaryPercentage: percent, CanaryInterval: minutes } }
        : { Type: kind, TimeBasedLinear: { LinearPercentage: percent, LinearInterval: minutes } },
  },
});

/**
 * The deployment group, the alias and, for a type with numbers of its own, the deployment config of a function.
 * @throws {CanaryError} CANARY_SETTINGS, if the type cannot be
 */
export const releaseResources = (release: Release, service: Service): Record<string, Resource> => {
  const { custom } = deploymentConfigOf(release.settings.type, service.stackName);
  return {
    ...(custom && { [logicalIds.config(custom.name)]: config(custom) }),
    [logicalIds.group(release.target.logicalId)]: group(release, service),
    [release.target.aliasLogicalId]: alias(release, service),
  };
};

import type {
  DeploymentInfo,
  DeploymentTarget,
  LifecycleEvent as LifecycleEventView,
} from '@aws-sdk/client-codedeploy';
import type { CloudContext } from '../../kernel/context.ts';
import type { Deployment, LifecycleEvent } from '../model/deployment.ts';
import type { AlarmSettings } from '../model/deployment-group.ts';
import { overviewOf } from '../model/overview.ts';
import type { RevisionKey } from '../model/revision.ts';
import { routingSteps } from '../model/routing-steps.ts';

/** What JSON carries for a type of the SDK: times are epoch seconds. */
export type Wire<Value> = Value extends Date
  ? number
  : Value extends readonly (infer Item)[]
    ? readonly Wire<Item>[]
    : Value extends object
      ? { readonly [Name in keyof Value]: Wire<Value[Name]> }
      : Value;

export const seconds = (atMs: number): number => atMs / 1000;

const time = <Name extends string>(name: Name, atMs: number | undefined): { readonly [Key in Name]?: number } =>
  atMs === undefined ? {} : ({ [name]: seconds(atMs) } as { readonly [Key in Name]: number });

/** A revision without its content, which only GetApplicationRevision gives. Source: https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_GetDeployment.html */
export const viewRevision = ({ type, sha256 }: RevisionKey, content?: string) => ({
  revisionType: type,
  [type === 'String' ? 'string' : 'appSpecContent']: content === undefined ? { sha256 } : { content, sha256 },
});

export const viewAlarms = ({ enabled, ignorePollAlarmFailure, names }: AlarmSettings) => ({
  enabled,
  ignorePollAlarmFailure,
  alarms: names.map((name) => ({ name })),
});

export const deploymentStyle = { deploymentType: 'BLUE_GREEN', deploymentOption: 'WITH_TRAFFIC_CONTROL' } as const;

const rollbackView = ({ rollbackId, rollbackOf, rollbackMessage }: Deployment) => {
  if (rollbackMessage === undefined) return {};
  const ids = {
    ...(rollbackId === undefined ? {} : { rollbackDeploymentId: rollbackId }),
    ...(rollbackOf === undefined ? {} : { rollbackTriggeringDeploymentId: rollbackOf }),
  };
  return { rollbackInfo: { ...ids, rollbackMessage } };
};

export const viewDeployment = (deployment: Deployment): Wire<DeploymentInfo> => {
  const { description, error, previousRevision, overrideAlarms } = deployment;
  return {
    applicationName: deployment.applicationName,
    deploymentGroupName: deployment.groupName,
    deploymentConfigName: deployment.configName,
    deploymentId: deployment.id,
    ...(previousRevision === undefined ? {} : { previousRevision: viewRevision(previousRevision) }),
    revision: viewRevision(deployment.revision),
    status: deployment.status,
    ...(error === undefined ? {} : { errorInformation: error as Wire<DeploymentInfo['errorInformation']> }),
    createTime: seconds(deployment.createdAt),
    ...time('startTime', deployment.startedAt),
    ...time('completeTime', deployment.completedAt),
    deploymentOverview: overviewOf(deployment),
    ...(description === undefined ? {} : { description }),
    creator: deployment.creator,
    ignoreApplicationStopFailures: false,
    autoRollbackConfiguration: deployment.autoRollback,
    updateOutdatedInstancesOnly: false,
    ...rollbackView(deployment),
    deploymentStyle,
    instanceTerminationWaitTimeStarted: false,
    fileExistsBehavior: 'DISALLOW',
    deploymentStatusMessages: [],
    computePlatform: 'Lambda',
    ...(overrideAlarms === undefined ? {} : { overrideAlarmConfiguration: viewAlarms(overrideAlarms) }),
  };
};

const viewEvent = ({ name, status, startedAt, endedAt, problem }: LifecycleEvent): Wire<LifecycleEventView> => ({
  lifecycleEventName: name,
  status,
  ...time('startTime', startedAt),
  ...time('endTime', endedAt),
  ...(problem === undefined
    ? {}
    : { diagnostics: { errorCode: 'UnknownError', scriptName: '', message: problem, logTail: '' } }),
});

const targetStatus = ({ status }: Deployment) => {
  if (status === 'Created') return 'Pending';
  return status === 'Stopped' ? 'Failed' : status;
};

/** The one target of a deployment; undefined while it has not started, or if it never could. */
export const viewTarget = (deployment: Deployment, { arn }: CloudContext): Wire<DeploymentTarget> | undefined => {
  const { id, plan, events, updatedAt, routing, stepsDone } = deployment;
  if (plan === undefined) return undefined;
  const { functionName, alias, currentVersion, targetVersion } = plan;
  const percent = routingSteps(routing)[stepsDone - 1]?.percent ?? 0;
  return {
    deploymentTargetType: 'LambdaTarget',
    lambdaTarget: {
      deploymentId: id,
      targetId: functionName,
      targetArn: arn('lambda', `function:${functionName}:${alias}`),
      status: targetStatus(deployment),
      lastUpdatedAt: seconds(updatedAt),
      lifecycleEvents: events.map(viewEvent),
      lambdaFunctionInfo: {
        functionName,
        functionAlias: alias,
        currentVersion,
        targetVersion,
        targetVersionWeight: percent / 100,
      },
    },
  };
};

import type { CloudContext } from '../../kernel/context.ts';
import type { BusEvent } from '../../ports/events.ts';
import type { Deployment } from '../model/deployment.ts';
import type { TriggerEvent } from '../model/deployment-group.ts';
import { overviewOf } from '../model/overview.ts';

const states: Partial<Record<TriggerEvent, string>> = {
  DeploymentStart: 'START',
  DeploymentSuccess: 'SUCCESS',
  DeploymentFailure: 'FAILURE',
  DeploymentStop: 'STOP',
};

/**
 * `CodeDeploy Deployment State-change Notification`; a rollback tells only of its own start and end.
 * Source: https://docs.aws.amazon.com/codedeploy/latest/userguide/monitoring-cloudwatch-events.html
 */
export const stateChange = (
  { id, applicationName, groupName, groupId, updatedAt }: Deployment,
  event: TriggerEvent,
  { arn, region }: CloudContext,
): BusEvent | undefined => {
  const state = states[event];
  if (state === undefined) return undefined;
  return {
    source: 'aws.codedeploy',
    detailType: 'CodeDeploy Deployment State-change Notification',
    detail: {
      region,
      deploymentId: id,
      instanceGroupId: groupId,
      deploymentGroup: groupName,
      state,
      application: applicationName,
    },
    resources: [
      arn('codedeploy', `deploymentgroup:${applicationName}/${groupName}`),
      arn('codedeploy', `application:${applicationName}`),
    ],
    time: updatedAt,
  };
};

const seconds = (atMs: number): string => (atMs / 1000).toFixed(3);

/** Source: https://docs.aws.amazon.com/codedeploy/latest/userguide/monitoring-sns-event-notifications-json-format.html */
export const triggerMessage = (
  deployment: Deployment,
  eventTriggerName: string,
  { region, accountId }: CloudContext,
): string => {
  const { id, applicationName, groupName, status, createdAt, completedAt, error, rollbackOf, rollbackMessage } =
    deployment;
  const overview = Object.entries(overviewOf(deployment)).filter(([name]) => name !== 'Ready');
  return JSON.stringify({
    region,
    accountId,
    eventTriggerName,
    applicationName,
    deploymentId: id,
    deploymentGroupName: groupName,
    createTime: seconds(createdAt),
    ...(completedAt === undefined ? {} : { completeTime: seconds(completedAt) }),
    deploymentOverview: Object.fromEntries(overview.map(([name, count]) => [name, String(count)])),
    status,
    ...(error === undefined ? {} : { errorInformation: { ErrorCode: error.code, ErrorMessage: error.message } }),
    ...(rollbackOf === undefined
      ? {}
      : { rollbackInformation: { RollbackTriggeringDeploymentId: rollbackOf, RollbackMessage: rollbackMessage } }),
  });
};

export const triggerSubject = ({ id, status, applicationName }: Deployment, { region }: CloudContext): string =>
  `${status.toUpperCase()}: AWS CodeDeploy ${id} in ${region} to ${applicationName}`.slice(0, 100);

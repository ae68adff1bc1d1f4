import type { DeploymentError } from '../../ports/codedeploy.ts';
import type { Deployment } from '../model/deployment.ts';
import type { EngineParts } from './engine-parts.ts';
import { alarmActive, alarmUnknown } from './problems.ts';

/** How often the alarms are asked for while nothing else happens. */
export const alarmPollMs = 5_000;

export const watchesAlarms = ({ alarms }: Deployment): boolean => alarms.enabled && alarms.names.length > 0;

/**
 * Why a deployment must stop because of its alarms; an alarm that was active before counts as well.
 * Source: https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-groups-configure-advanced-options.html
 */
export const alarmProblem = (deployment: Deployment, { context }: EngineParts): DeploymentError | undefined => {
  if (!watchesAlarms(deployment)) return undefined;
  const { iam, cloudwatch } = context.services;
  const { names, ignorePollAlarmFailure } = deployment.alarms;
  const mayAsk = (name: string) =>
    iam.allows(deployment.roleArn, 'cloudwatch:DescribeAlarms', context.arn('cloudwatch', `alarm:${name}`));
  const states = cloudwatch.alarmStates(names.filter(mayAsk));
  const active = names.filter((name) => states.get(name) === 'ALARM');
  if (active.length > 0) return alarmActive(active);
  const unknown = names.filter((name) => !states.has(name));
  return unknown.length > 0 && !ignorePollAlarmFailure ? alarmUnknown(unknown) : undefined;
};

import type { DeploymentStatus } from '@aws-sdk/client-codedeploy';
import { CanaryError } from '../canary-error.ts';
import type { Aws } from './aws.ts';
import type { DeployedStack } from './deployed-stack.ts';
import { groupsOf } from './groups.ts';
import { listDeployments } from './list-deployments.ts';

const active: readonly DeploymentStatus[] = ['Created', 'Queued', 'InProgress', 'Baking', 'Ready'];

const busy = /_IN_PROGRESS$/;

const refusal = ({ name, status }: DeployedStack, deployments: readonly string[]): string => {
  const stack = busy.test(status)
    ? `The stack ${name} is being changed (${status})`
    : `A release of ${name} is under way`;
  if (deployments.length === 0) return `${stack}: wait until it has ended, then deploy again`;
  const stops = deployments.map((id) => `\n  aws deploy stop-deployment --deployment-id ${id} --auto-rollback-enabled`);
  return `${stack}: ${deployments.join(', ')} shifts traffic now. Wait until it has ended, or stop it:${stops.join('')}`;
};

/**
 * Two releases at once would shift one alias between three versions.
 * @throws {CanaryError} CANARY_UNDER_WAY, naming deployment and how to stop it
 */
export const refuseUnderWay = async (aws: Aws, stack: DeployedStack): Promise<void> => {
  const groups = groupsOf(stack.template);
  const deployments = groups ? await listDeployments(aws, groups, { statuses: active }) : [];
  if (deployments.length === 0 && !busy.test(stack.status)) return;
  throw new CanaryError('CANARY_UNDER_WAY', refusal(stack, deployments));
};

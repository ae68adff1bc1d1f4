import type {
  BatchGetDeploymentTargetsInput,
  GetDeploymentTargetInput,
  ListDeploymentTargetsInput,
} from '@aws-sdk/client-codedeploy';
import type { CloudContext } from '../../kernel/context.ts';
import { operation } from '../../kernel/operation.ts';
import { refusal } from '../codedeploy-error.ts';
import type { Store } from '../store.ts';
import { checkDeploymentId } from './checks.ts';
import { viewTarget } from './deployment-view.ts';

/** The target of a Lambda deployment is the function, by name. Source: https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_BatchGetDeploymentTargets.html */
export const targetOperations = (store: Store, context: CloudContext) => {
  const targetOf = (deploymentId: string | undefined) => {
    const deployment = store.deployment(checkDeploymentId(deploymentId));
    const target = viewTarget(deployment, context);
    if (target === undefined && deployment.status === 'Created')
      throw refusal('DeploymentNotStartedException', `The deployment ${deployment.id} has not started.`);
    return target;
  };
  const get = (deploymentId: string | undefined, targetId: string | undefined) => {
    if (targetId === undefined || targetId === '')
      throw refusal('DeploymentTargetIdRequiredException', 'A deployment target ID was not provided.');
    const target = targetOf(deploymentId);
    if (target?.lambdaTarget?.targetId === targetId) return target;
    throw refusal(
      'DeploymentTargetDoesNotExistException',
      `The provided target ID ${targetId} does not belong to the deployment ${deploymentId}.`,
    );
  };
  return {
    GetDeploymentTarget: operation(
      ['deploymentId', 'targetId'],
      ({ deploymentId, targetId }: GetDeploymentTargetInput) => ({ deploymentTarget: get(deploymentId, targetId) }),
    ),
    BatchGetDeploymentTargets: operation(
      ['deploymentId', 'targetIds'],
      ({ deploymentId, targetIds = [] }: BatchGetDeploymentTargetsInput) => {
        if (targetIds.length > 1)
          throw refusal(
            'DeploymentTargetListSizeExceededException',
            'The target list of an AWS Lambda deployment must have exactly one item.',
          );
        return { deploymentTargets: [get(deploymentId, targetIds[0])] };
      },
    ),
    ListDeploymentTargets: operation(
      ['deploymentId', 'nextToken', 'targetFilters'],
      ({ deploymentId, targetFilters = {} }: ListDeploymentTargetsInput) => {
        const stranger = Object.keys(targetFilters).find((name) => name !== 'TargetStatus');
        if (stranger !== undefined)
          throw refusal('InvalidTargetFilterNameException', `The target filter name ${stranger} is invalid.`);
        const target = targetOf(deploymentId)?.lambdaTarget;
        const wanted = targetFilters['TargetStatus'];
        const isWanted = wanted === undefined || wanted.includes(target?.status ?? '');
        return { targetIds: target !== undefined && isWanted ? [target.targetId] : [] };
      },
    ),
  };
};

import {
  GetDeploymentTargetCommand,
  type LambdaTarget,
  ListDeploymentTargetsCommand,
} from '@aws-sdk/client-codedeploy';
import type { Aws } from './aws.ts';

/** The one target of a Lambda deployment: function, versions, weight and lifecycle events. */
export const deploymentTarget = async (
  { codeDeploy }: Aws,
  deploymentId: string,
): Promise<LambdaTarget | undefined> => {
  const { targetIds = [] } = await codeDeploy.send(new ListDeploymentTargetsCommand({ deploymentId }));
  const [targetId] = targetIds;
  if (targetId === undefined) return undefined;
  const found = await codeDeploy.send(new GetDeploymentTargetCommand({ deploymentId, targetId }));
  return found.deploymentTarget?.lambdaTarget;
};

import { AwsError } from '../../kernel/aws-error.ts';
import type { PolicyChange } from '../../kernel/resource-type.ts';
import type { AliasShift, AliasShiftOutcome } from '../../ports/codedeploy.ts';
import type { LambdaParts } from '../functions/lambda-parts.ts';

interface Policy {
  readonly ApplicationName: string;
  readonly DeploymentGroupName: string;
  readonly BeforeAllowTrafficHook?: string;
  readonly AfterAllowTrafficHook?: string;
}

const text = { type: 'string', minLength: 1 };

/** Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-updatepolicy.html */
export const policySchema = {
  properties: {
    ApplicationName: text,
    DeploymentGroupName: text,
    BeforeAllowTrafficHook: text,
    AfterAllowTrafficHook: text,
  },
  required: ['ApplicationName', 'DeploymentGroupName'],
};

type Shift = Pick<AliasShift, 'functionName' | 'alias' | 'currentVersion' | 'targetVersion'>;

const requestOf = (shift: Shift, change: PolicyChange): AliasShift => {
  const policy = change.policy as unknown as Policy;
  const { BeforeAllowTrafficHook: before, AfterAllowTrafficHook: after } = policy;
  return {
    ...shift,
    applicationName: policy.ApplicationName,
    deploymentGroupName: policy.DeploymentGroupName,
    ...(before === undefined ? {} : { beforeAllowTraffic: before }),
    ...(after === undefined ? {} : { afterAllowTraffic: after }),
    creator: change.isRollback ? 'CloudFormationRollback' : 'user',
    clientToken: change.token,
    onStarted: (id) => change.progress(`CodeDeploy deployment started: ${id}`),
    onRollbackStarted: (id) => change.progress(`CodeDeploy rollback deployment started: ${id}`),
  };
};

const failure = ({ deploymentId, status, errorInformation }: AliasShiftOutcome): AwsError => {
  const message = errorInformation?.message ?? `The deployment ended with the status ${status}.`;
  return new AwsError('InternalFailure', `${deploymentId} failed. ${message}`);
};

/**
 * Has CodeDeploy shift an alias and waits for the end of it. If the change is called off, the deployment is stopped.
 * @throws AwsError InternalFailure if the deployment did not succeed; what CodeDeploy answers if it refuses to begin it
 */
export const shiftAlias = async ({ context }: LambdaParts, shift: Shift, change: PolicyChange): Promise<void> => {
  const { codedeploy } = context.services;
  const stop = () => codedeploy.stopShift(change.token);
  const running = codedeploy.shiftAlias(requestOf(shift, change));
  change.cancelled.addEventListener('abort', stop, { once: true });
  if (change.cancelled.aborted) stop();
  try {
    const outcome = await running;
    if (outcome.status !== 'Succeeded') throw failure(outcome);
  } finally {
    change.cancelled.removeEventListener('abort', stop);
  }
};

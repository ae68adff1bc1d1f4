import { PermanentError } from '@signalbox/lambda-kit';

/** What CodeDeploy invokes a hook with: https://docs.aws.amazon.com/codedeploy/latest/userguide/tutorial-lambda-sam-create-lambda-function.html */
export interface HookEvent {
  readonly deploymentId: string;
  readonly executionId: string;
}

/** @throws {PermanentError} NO_HOOK_EVENT: nobody waits for an answer that we could give */
export const parseHookEvent = (event: unknown): HookEvent => {
  const { DeploymentId, LifecycleEventHookExecutionId } = (event ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof DeploymentId === 'string' && typeof LifecycleEventHookExecutionId === 'string') {
    return { deploymentId: DeploymentId, executionId: LifecycleEventHookExecutionId };
  }
  throw new PermanentError('NO_HOOK_EVENT', 'the event has no DeploymentId and LifecycleEventHookExecutionId');
};

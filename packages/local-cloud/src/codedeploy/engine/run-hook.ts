import { randomBytes } from 'node:crypto';
import { AwsError } from '../../kernel/aws-error.ts';
import type { DeploymentError } from '../../ports/codedeploy.ts';
import { type Deployment, type HookRun, isActive, type LifecycleEvent } from '../model/deployment.ts';
import { changeEvent } from './change-event.ts';
import { endDeployment } from './end-deployment.ts';
import type { EngineParts, Wait } from './engine-parts.ts';
import { hookTimedOut, invalidFunction, rolePermissions } from './problems.ts';

/** Source: https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-hooks.html#appspec-hooks-lambda */
const hookDeadlineMs = 3_600_000;

/** As AWS's: nothing in it is for the hook to read. */
const newExecutionId = (): string =>
  Buffer.from(JSON.stringify({ encryptedData: randomBytes(96).toString('base64') })).toString('base64');

const invoke = async (
  { id, roleArn }: Deployment,
  { functionName, executionId }: HookRun,
  { context }: EngineParts,
): Promise<DeploymentError | undefined> => {
  const { iam, lambda } = context.services;
  const arn = functionName.startsWith('arn:') ? functionName : context.arn('lambda', `function:${functionName}`);
  if (!iam.allows(roleArn, 'lambda:InvokeFunction', arn)) return rolePermissions(roleArn);
  const event = { DeploymentId: id, LifecycleEventHookExecutionId: executionId };
  try {
    // Its answer comes by the API, so what it returns, and whether it crashes, is not looked at.
    await lambda.invoke(functionName, Buffer.from(JSON.stringify(event)), 'Event');
    return undefined;
  } catch (error) {
    if (error instanceof AwsError) return invalidFunction(functionName, error.message);
    throw error;
  }
};

const start = async (
  deployment: Deployment,
  event: LifecycleEvent,
  hook: HookRun,
  parts: EngineParts,
): Promise<void> => {
  const { store, context } = parts;
  // The hook may answer at once: its execution must be known by then, also after a kill.
  await context.storage.flush();
  const problem = await invoke(deployment, hook, parts);
  if (problem !== undefined) {
    endDeployment(deployment.id, { cause: 'DEPLOYMENT_FAILURE', error: problem }, parts);
    return;
  }
  const now = store.deployment(deployment.id);
  const own = now.events.find(({ name }) => name === event.name);
  if (isActive(now) && own?.status === 'InProgress')
    changeEvent(now, event.name, { hook: { ...hook, isInvoked: true } }, parts);
};

/** The lifecycle events around AllowTraffic: asks the hook function, if there is one, and waits for its answer. */
export const runHook = async (
  deployment: Deployment,
  functionName: string | undefined,
  event: LifecycleEvent,
  parts: EngineParts,
): Promise<Wait> => {
  const now = parts.context.clock.now();
  if (functionName === undefined) {
    changeEvent(deployment, event.name, { status: 'Succeeded', startedAt: now, endedAt: now }, parts);
    return undefined;
  }
  const { hook } = event;
  if (hook === undefined) {
    const fresh = { functionName, executionId: newExecutionId(), isInvoked: false, deadline: now + hookDeadlineMs };
    changeEvent(deployment, event.name, { status: 'InProgress', startedAt: now, hook: fresh }, parts);
    return undefined;
  }
  if (!hook.isInvoked) {
    await start(deployment, event, hook, parts);
    return undefined;
  }
  if (now < hook.deadline) return hook.deadline - now;
  endDeployment(deployment.id, { cause: 'DEPLOYMENT_FAILURE', error: hookTimedOut }, parts);
  return undefined;
};

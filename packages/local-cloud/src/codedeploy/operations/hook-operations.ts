import type { PutLifecycleEventHookExecutionStatusInput } from '@aws-sdk/client-codedeploy';
import type { CloudContext } from '../../kernel/context.ts';
import { operation } from '../../kernel/operation.ts';
import { refusal } from '../codedeploy-error.ts';
import type { Engine } from '../engine/engine.ts';
import { hookFailed } from '../engine/problems.ts';
import type { Store } from '../store.ts';
import { checkDeploymentId } from './checks.ts';

const answer = (input: PutLifecycleEventHookExecutionStatusInput, store: Store, engine: Engine, now: number) => {
  const { lifecycleEventHookExecutionId: executionId, status } = input;
  const deployment = store.deployment(checkDeploymentId(input.deploymentId));
  if (status !== 'Succeeded' && status !== 'Failed')
    throw refusal(
      'InvalidLifecycleEventHookExecutionStatusException',
      'The status of a lifecycle event hook must be Succeeded or Failed.',
    );
  const event = deployment.events.find(({ hook }) => hook !== undefined && hook.executionId === executionId);
  if (event === undefined)
    throw refusal('InvalidLifecycleEventHookExecutionIdException', 'The lifecycle event hook execution ID is invalid.');
  if (event.status !== 'InProgress')
    throw refusal(
      'LifecycleEventAlreadyCompletedException',
      `The lifecycle event ${event.name} of the deployment ${deployment.id} is already completed.`,
    );
  if (status === 'Failed') {
    engine.end(deployment.id, { cause: 'DEPLOYMENT_FAILURE', error: hookFailed });
  } else {
    const succeeded = { ...event, status: 'Succeeded' as const, endedAt: now };
    const events = deployment.events.map((each) => (each === event ? succeeded : each));
    store.change(deployment.id, { events, updatedAt: now });
    engine.wake(deployment.id);
  }
  return { lifecycleEventHookExecutionId: executionId };
};

/** How a hook function gives its verdict: once, and in time. */
export const hookOperations = (store: Store, engine: Engine, { clock }: CloudContext) => ({
  PutLifecycleEventHookExecutionStatus: operation(
    ['deploymentId', 'lifecycleEventHookExecutionId', 'status'],
    (input: PutLifecycleEventHookExecutionStatusInput) => answer(input, store, engine, clock.now()),
  ),
});

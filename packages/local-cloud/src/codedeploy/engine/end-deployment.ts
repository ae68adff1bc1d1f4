import type { DeploymentError } from '../../ports/codedeploy.ts';
import { type Deployment, isActive, type LifecycleEvent } from '../model/deployment.ts';
import type { RollbackEvent } from '../model/deployment-group.ts';
import { createRollback } from './create-deployment.ts';
import type { EngineParts } from './engine-parts.ts';

/** Why a deployment ends before its time. `rollback` says by force whether the traffic is put back; else the group's settings do. */
export interface Ending {
  readonly cause: RollbackEvent;
  readonly error: DeploymentError;
  readonly rollback?: boolean | undefined;
}

const cutShort = (event: LifecycleEvent, problem: string, now: number): LifecycleEvent => {
  if (event.status === 'Pending') return { ...event, status: 'Skipped' };
  return event.status === 'InProgress' ? { ...event, status: 'Failed', endedAt: now, problem } : event;
};

const isToBeRolledBack = ({ autoRollback }: Deployment, { cause, rollback }: Ending): boolean =>
  rollback ?? (autoRollback.enabled && autoRollback.events.includes(cause));

/**
 * Ends a deployment that failed or is stopped, and stores its rollback in the same turn, so that a kill cannot come between.
 * One whose plan never fitted has moved nothing and is not rolled back.
 * Source: https://docs.aws.amazon.com/codedeploy/latest/userguide/deployments-rollback-and-redeploy.html
 * @returns the rollback's id, if there is one
 */
export const endDeployment = (
  id: string,
  ending: Ending,
  { context, store, notifier }: EngineParts,
): string | undefined => {
  const deployment = store.deployment(id);
  if (!isActive(deployment)) return undefined;
  const now = context.clock.now();
  const { plan, rollbackOf } = deployment;
  const ended = store.change(id, {
    status: ending.cause === 'DEPLOYMENT_FAILURE' ? 'Failed' : 'Stopped',
    error: ending.error,
    events: deployment.events.map((event) => cutShort(event, ending.error.message, now)),
    startedAt: deployment.startedAt ?? now,
    completedAt: now,
    updatedAt: now,
  });
  notifier.tell(ended, ended.status === 'Failed' ? 'DeploymentFailure' : 'DeploymentStop');
  if (plan === undefined || rollbackOf !== undefined || !isToBeRolledBack(deployment, ending)) return undefined;
  const rollback = createRollback(store, deployment, plan, now);
  store.change(id, {
    rollbackId: rollback.id,
    rollbackMessage: `Deployment ${id} terminated. Automatic rollback is triggered with a DeploymentId ${rollback.id}.`,
  });
  notifier.tell(rollback, 'DeploymentRollback');
  return rollback.id;
};

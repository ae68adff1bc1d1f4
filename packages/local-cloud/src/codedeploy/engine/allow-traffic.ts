import { AwsError } from '../../kernel/aws-error.ts';
import type { ShiftPlan } from '../appspec.ts';
import type { Deployment, LifecycleEvent } from '../model/deployment.ts';
import { routingSteps } from '../model/routing-steps.ts';
import { changeEvent } from './change-event.ts';
import { endDeployment } from './end-deployment.ts';
import type { EngineParts, Wait } from './engine-parts.ts';
import { invalidConfiguration } from './problems.ts';

/** Moves the traffic on, up to `percent`. */
const shift = (
  { functionName, alias, currentVersion, targetVersion }: ShiftPlan,
  percent: number,
  parts: EngineParts,
) =>
  parts.context.services.lambda.setAlias(
    functionName,
    alias,
    percent === 100
      ? { functionVersion: targetVersion, weights: {} }
      : { functionVersion: currentVersion, weights: { [targetVersion]: percent / 100 } },
  );

/** The lifecycle event AllowTraffic: one move of the traffic, when it is due. The alias and the count of moves reach the disk together. */
export const allowTraffic = (
  deployment: Deployment,
  plan: ShiftPlan,
  event: LifecycleEvent,
  parts: EngineParts,
): Wait => {
  const { store, context } = parts;
  const now = context.clock.now();
  const startedAt = event.startedAt ?? now;
  if (event.status === 'Pending') {
    changeEvent(deployment, 'AllowTraffic', { status: 'InProgress', startedAt }, parts);
    return undefined;
  }
  const step = routingSteps(deployment.routing)[deployment.stepsDone];
  if (step === undefined) {
    changeEvent(deployment, 'AllowTraffic', { status: 'Succeeded', endedAt: now }, parts);
    return undefined;
  }
  const waitMs = startedAt + step.afterMs - now;
  if (waitMs > 0) return waitMs;
  try {
    shift(plan, step.percent, parts);
    store.change(deployment.id, { stepsDone: deployment.stepsDone + 1, updatedAt: now });
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    endDeployment(deployment.id, { cause: 'DEPLOYMENT_FAILURE', error: invalidConfiguration(error.message) }, parts);
  }
  return undefined;
};

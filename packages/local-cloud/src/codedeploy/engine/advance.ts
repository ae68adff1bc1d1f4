import { type Deployment, isActive } from '../model/deployment.ts';
import { allowTraffic } from './allow-traffic.ts';
import { checkPlan } from './check-plan.ts';
import { endDeployment } from './end-deployment.ts';
import type { EngineParts, Wait } from './engine-parts.ts';
import { runHook } from './run-hook.ts';
import { alarmPollMs, alarmProblem, watchesAlarms } from './watch-alarms.ts';

const begin = (deployment: Deployment, parts: EngineParts): void => {
  const now = parts.context.clock.now();
  const checked = checkPlan(deployment, parts);
  if ('problem' in checked) {
    endDeployment(deployment.id, { cause: 'DEPLOYMENT_FAILURE', error: checked.problem }, parts);
    return;
  }
  const started = { status: 'InProgress', plan: checked.plan, startedAt: now, updatedAt: now } as const;
  parts.notifier.tell(parts.store.change(deployment.id, started), 'DeploymentStart');
};

const succeed = ({ id }: Deployment, { store, context, notifier }: EngineParts): void => {
  const now = context.clock.now();
  notifier.tell(store.change(id, { status: 'Succeeded', completedAt: now, updatedAt: now }), 'DeploymentSuccess');
};

/**
 * Does the next thing that is due in a deployment. All that it needs to know is in what is stored, so it goes on from there
 * after a restart.
 */
export const advance = async (deployment: Deployment, parts: EngineParts): Promise<Wait> => {
  if (!isActive(deployment)) return undefined;
  const { plan } = deployment;
  if (plan === undefined) {
    begin(deployment, parts);
    return undefined;
  }
  const problem = alarmProblem(deployment, parts);
  if (problem !== undefined) {
    endDeployment(deployment.id, { cause: 'DEPLOYMENT_STOP_ON_ALARM', error: problem }, parts);
    return undefined;
  }
  const event = deployment.events.find(({ status }) => status !== 'Succeeded');
  if (event === undefined) {
    succeed(deployment, parts);
    return undefined;
  }
  const hook = event.name === 'BeforeAllowTraffic' ? plan.beforeAllowTraffic : plan.afterAllowTraffic;
  const wait =
    event.name === 'AllowTraffic'
      ? allowTraffic(deployment, plan, event, parts)
      : await runHook(deployment, hook, event, parts);
  return wait !== undefined && watchesAlarms(deployment) ? Math.min(wait, alarmPollMs) : wait;
};

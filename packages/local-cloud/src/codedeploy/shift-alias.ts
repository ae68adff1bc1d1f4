import type { AliasShift, AliasShiftOutcome, CodeDeployPort } from '../ports/codedeploy.ts';
import { type ShiftPlan, writeAppSpec } from './appspec.ts';
import { createDeployment, register } from './engine/create-deployment.ts';
import type { Engine } from './engine/engine.ts';
import { stoppedByHand } from './engine/problems.ts';
import type { Deployment } from './model/deployment.ts';
import type { Store } from './store.ts';

const planOf = (request: AliasShift): ShiftPlan => {
  const { functionName, alias, currentVersion, targetVersion, beforeAllowTraffic, afterAllowTraffic } = request;
  return {
    ...{ functionName, alias, currentVersion, targetVersion },
    ...(beforeAllowTraffic === undefined ? {} : { beforeAllowTraffic }),
    ...(afterAllowTraffic === undefined ? {} : { afterAllowTraffic }),
  };
};

const create = (request: AliasShift, store: Store, now: number): Deployment => {
  const { applicationName, deploymentGroupName, creator, clientToken } = request;
  const { name } = store.application(applicationName);
  const group = store.group(name, deploymentGroupName);
  const content = writeAppSpec(planOf(request));
  const revision = register(store, name, { type: 'AppSpecContent', content }, now);
  return createDeployment(store, group, revision, { creator, clientToken }, now);
};

const outcomeOf = ({ id, status, error }: Deployment) => ({
  deploymentId: id,
  status: status as AliasShiftOutcome['status'],
  ...(error === undefined ? {} : { errorInformation: error }),
});

/** How CloudFormation has an alias shifted. */
export const createPort = (store: Store, engine: Engine, now: () => number): CodeDeployPort => {
  const withToken = (token: string) => [...store.deployments.values()].find(({ clientToken }) => clientToken === token);
  return {
    shiftAlias: async (request) => {
      const known = withToken(request.clientToken);
      const { id } = known ?? create(request, store, now());
      request.onStarted?.(id);
      const ending = engine.ended(id);
      if (known === undefined) engine.wake(id);
      const ended = await ending;
      if (ended.rollbackId === undefined) return outcomeOf(ended);
      request.onRollbackStarted?.(ended.rollbackId);
      return { ...outcomeOf(ended), rollback: outcomeOf(await engine.ended(ended.rollbackId)) };
    },
    stopShift: (clientToken) => {
      const deployment = withToken(clientToken);
      if (deployment === undefined) return;
      engine.end(deployment.id, { cause: 'DEPLOYMENT_STOP_ON_REQUEST', error: stoppedByHand, rollback: true });
    },
  };
};

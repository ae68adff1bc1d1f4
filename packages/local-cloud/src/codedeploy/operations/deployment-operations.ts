import type {
  BatchGetDeploymentsInput,
  CreateDeploymentInput,
  GetDeploymentInput,
  StopDeploymentInput,
} from '@aws-sdk/client-codedeploy';
import type { CloudContext } from '../../kernel/context.ts';
import { operation } from '../../kernel/operation.ts';
import { refusal } from '../codedeploy-error.ts';
import { createDeployment, register } from '../engine/create-deployment.ts';
import type { Engine } from '../engine/engine.ts';
import { stoppedByHand } from '../engine/problems.ts';
import { isActive } from '../model/deployment.ts';
import type { Store } from '../store.ts';
import { checkCount, checkDeploymentId, checkName } from './checks.ts';
import { viewDeployment } from './deployment-view.ts';
import { readConfigName } from './read-config-name.ts';
import { readAlarms, readAutoRollback } from './read-group-settings.ts';
import { findRevision, readNewRevision } from './read-revision.ts';

/** The revision to deploy: a new one, which is registered by that, or one that is known by its hash. */
const revisionOf = ({ revision }: CreateDeploymentInput, applicationName: string, store: Store, now: number) => {
  const given = revision?.appSpecContent ?? revision?.string;
  if (given?.content === undefined && given?.sha256 !== undefined) {
    const { type, sha256 } = findRevision(applicationName, revision, store);
    return { type, sha256 };
  }
  return register(store, applicationName, readNewRevision(revision), now);
};

const create = (input: CreateDeploymentInput, store: Store, now: number) => {
  const { description, deploymentConfigName, autoRollbackConfiguration, overrideAlarmConfiguration } = input;
  const { name } = store.application(checkName('Application', input.applicationName));
  const group = store.group(name, checkName('DeploymentGroup', input.deploymentGroupName));
  if ((description ?? '').length > 1000) throw refusal('DescriptionTooLongException', 'The description is too long.');
  const request = {
    creator: 'user' as const,
    ...(description === undefined ? {} : { description }),
    ...(deploymentConfigName === undefined ? {} : { configName: readConfigName(deploymentConfigName, store) }),
    ...(autoRollbackConfiguration === undefined ? {} : { autoRollback: readAutoRollback(autoRollbackConfiguration) }),
    ...(overrideAlarmConfiguration === undefined ? {} : { overrideAlarms: readAlarms(overrideAlarmConfiguration) }),
  };
  return createDeployment(store, group, revisionOf(input, name, store, now), request, now);
};

/** What only servers have may be given if it says what holds for functions anyway. */
const checkServerMembers = (input: CreateDeploymentInput): void => {
  if (input.ignoreApplicationStopFailures === true)
    throw refusal(
      'InvalidIgnoreApplicationStopFailuresValueException',
      'The IgnoreApplicationStopFailures value is invalid. For AWS Lambda deployments, false is expected.',
    );
  if (input.updateOutdatedInstancesOnly === true)
    throw refusal(
      'InvalidUpdateOutdatedInstancesOnlyValueException',
      'The UpdateOutdatedInstancesOnly value is invalid. For AWS Lambda deployments, false is expected.',
    );
};

export const deploymentOperations = (store: Store, engine: Engine, { clock }: CloudContext) => ({
  CreateDeployment: operation(
    [
      'applicationName',
      'deploymentGroupName',
      'revision',
      'deploymentConfigName',
      'description',
      'autoRollbackConfiguration',
      'overrideAlarmConfiguration',
      'ignoreApplicationStopFailures',
      'updateOutdatedInstancesOnly',
    ],
    (input: CreateDeploymentInput) => {
      checkServerMembers(input);
      const { id } = create(input, store, clock.now());
      engine.wake(id);
      return { deploymentId: id };
    },
  ),
  GetDeployment: operation(['deploymentId'], ({ deploymentId }: GetDeploymentInput) => ({
    deploymentInfo: viewDeployment(store.deployment(checkDeploymentId(deploymentId))),
  })),
  /** Those that do not exist are left out, as on AWS. */
  BatchGetDeployments: operation(['deploymentIds'], ({ deploymentIds = [] }: BatchGetDeploymentsInput) => {
    if (deploymentIds.length === 0) checkDeploymentId(undefined);
    checkCount(deploymentIds.length, 25, 'BatchLimitExceededException', 'names or IDs allowed for this request');
    const found = deploymentIds.flatMap((id) => store.deployments.get(checkDeploymentId(id)) ?? []);
    return { deploymentsInfo: found.map(viewDeployment) };
  }),
  StopDeployment: operation(
    ['deploymentId', 'autoRollbackEnabled'],
    ({ deploymentId, autoRollbackEnabled }: StopDeploymentInput) => {
      const deployment = store.deployment(checkDeploymentId(deploymentId));
      if (!isActive(deployment))
        throw refusal('DeploymentAlreadyCompletedException', `The deployment ${deployment.id} is already complete.`);
      engine.end(deployment.id, {
        cause: 'DEPLOYMENT_STOP_ON_REQUEST',
        error: stoppedByHand,
        rollback: autoRollbackEnabled ?? undefined,
      });
      return {
        status: 'Succeeded',
        statusMessage: 'No more commands will be scheduled for execution in the deployment instances',
      };
    },
  ),
});

import type { CreateStackInput, UpdateStackInput } from '@aws-sdk/client-cloudformation';
import { AwsError } from '../../kernel/aws-error.ts';
import { type Operation, operation } from '../../kernel/operation.ts';
import { type PreparedDeployment, prepareDeployment } from '../stack/prepare-deployment.ts';
import type { OnFailure, Stack } from '../stack/stack.ts';
import type { StackStore } from '../stack/stack-store.ts';
import { validationError } from '../template/template-error.ts';
import { newStack, type OperationsContext, requireStack, requireUpdatable } from './operations-context.ts';
import { isTrue } from './query-values.ts';
import { type DeploymentRequest, deploymentMembers, requestDeployment } from './request-deployment.ts';
import { checkPolicy, refuseDenied } from './stack-policy.ts';

const failures: readonly string[] = ['ROLLBACK', 'DELETE', 'DO_NOTHING'];

/** @throws AwsError ValidationError for a value that is none of OnFailure's */
export const readOnFailure = (value: string | undefined, member: string): OnFailure => {
  if (value === undefined) return 'ROLLBACK';
  if (!failures.includes(value))
    throw validationError(`${value} is not a value of ${member}: [DO_NOTHING, ROLLBACK, DELETE]`);
  return value as OnFailure;
};

/** Properties that are wrong stop a direct deployment before anything is made. */
const refuseFaults = ({ faults }: PreparedDeployment): void => {
  if (faults.length > 0) throw validationError(faults.join('\n'));
};

const prepare = async (
  { cloud, engine }: OperationsContext,
  request: DeploymentRequest,
  stack: Stack,
): Promise<PreparedDeployment> => {
  const base = await requestDeployment(cloud, (name) => engine.typeOf(name) !== undefined, request, stack);
  const prepared = prepareDeployment(engine, engine.store.find(stack.id) ?? stack, base);
  refuseFaults(prepared);
  return prepared;
};

const refuseExisting = (store: StackStore, name: string): void => {
  if (store.find(name) !== undefined) throw new AwsError('AlreadyExistsException', `Stack [${name}] already exists`);
};

const createStack = (context: OperationsContext): Operation =>
  operation<CreateStackInput, object>(
    [
      'StackName',
      'OnFailure',
      'DisableRollback',
      'EnableTerminationProtection',
      'StackPolicyBody',
      ...deploymentMembers,
    ],
    async (input) => {
      const { store } = context.engine;
      if (input.OnFailure !== undefined && input.DisableRollback !== undefined)
        throw validationError('You may specify either the DisableRollback or OnFailure parameter, but not both');
      const onFailure = readOnFailure(input.OnFailure, 'OnFailure');
      const name = input.StackName ?? '';
      const fresh = newStack(context, name);
      refuseExisting(store, name);
      const { deployment } = await prepare(context, input as DeploymentRequest, fresh);
      // Another request may have made it while this one's template was read.
      refuseExisting(store, name);
      if (input.StackPolicyBody !== undefined) checkPolicy(input.StackPolicyBody);
      const terminationProtection = isTrue(input.EnableTerminationProtection);
      store.save({ ...fresh, terminationProtection, policyBody: input.StackPolicyBody });
      context.begin.create(fresh.id, deployment, { onFailure, disableRollback: isTrue(input.DisableRollback) });
      return { StackId: fresh.id };
    },
  );

const updateStack = (context: OperationsContext): Operation =>
  operation<UpdateStackInput, object>(
    ['StackName', 'UsePreviousTemplate', 'DisableRollback', 'StackPolicyBody', ...deploymentMembers],
    async (input) => {
      const { store } = context.engine;
      const stack = requireStack(store, input.StackName, (name) => `Stack [${name}] does not exist`);
      requireUpdatable(stack);
      const { deployment, changes, hasChanges } = await prepare(context, input as DeploymentRequest, stack);
      if (!hasChanges && stack.status !== 'UPDATE_FAILED') throw validationError('No updates are to be performed.');
      requireUpdatable(store.get(stack.id));
      refuseDenied(stack, changes);
      if (input.StackPolicyBody !== undefined) {
        checkPolicy(input.StackPolicyBody);
        store.change(stack.id, { policyBody: input.StackPolicyBody });
      }
      for (const each of store.changeSets(stack.id)) store.saveChangeSet({ ...each, executionStatus: 'OBSOLETE' });
      context.begin.update(stack.id, deployment, { disableRollback: isTrue(input.DisableRollback) });
      return { StackId: stack.id };
    },
  );

export const createAndUpdate = (context: OperationsContext): Readonly<Record<string, Operation>> => ({
  CreateStack: createStack(context),
  UpdateStack: updateStack(context),
});

import type {
  CreateChangeSetInput,
  DeleteChangeSetInput,
  DescribeChangeSetInput,
  ExecuteChangeSetInput,
  ListChangeSetsInput,
} from '@aws-sdk/client-cloudformation';
import { AwsError, UnsupportedError } from '../../kernel/aws-error.ts';
import { type Operation, operation } from '../../kernel/operation.ts';
import type { ChangeSet } from '../stack/change-set.ts';
import { type PreparedDeployment, prepareDeployment } from '../stack/prepare-deployment.ts';
import type { Stack } from '../stack/stack.ts';
import type { StackStore } from '../stack/stack-store.ts';
import { validationError } from '../template/template-error.ts';
import { describeChangeSet, summarizeChangeSet } from './change-set-view.ts';
import { readOnFailure } from './create-and-update.ts';
import { newStack, type OperationsContext, requireStack, requireUpdatable } from './operations-context.ts';
import { pageOf } from './page.ts';
import { isTrue } from './query-values.ts';
import { type DeploymentRequest, deploymentMembers, requestDeployment } from './request-deployment.ts';
import { refuseDenied } from './stack-policy.ts';

const missing = (name: string) => `Stack [${name}] does not exist`;

const findChangeSet = (store: StackStore, name: string, stackName: string | undefined): ChangeSet | undefined => {
  const owners = stackName === undefined ? store.stacks() : [requireStack(store, stackName, missing)];
  return owners
    .flatMap(({ id }) => store.changeSets(id))
    .find((each) => each.id === name || (each.name === name && stackName !== undefined));
};

const requireChangeSet = (
  store: StackStore,
  { ChangeSetName = '', StackName }: { ChangeSetName?: string | undefined; StackName?: string | undefined },
): ChangeSet => {
  const changeSet = findChangeSet(store, ChangeSetName, StackName);
  if (changeSet === undefined)
    throw new AwsError('ChangeSetNotFound', `ChangeSet [${ChangeSetName}] does not exist`, { status: 404 });
  return changeSet;
};

/** The stack that a new change set is for; one of type CREATE may make it, with nothing in it. */
const stackFor = (context: OperationsContext, name: string, type: string, changeSetName: string): Stack => {
  const { store } = context.engine;
  const existing = store.find(name);
  if (type === 'UPDATE') {
    const stack = requireStack(store, name, missing);
    requireUpdatable(stack);
    return stack;
  }
  if (existing === undefined) return newStack(context, name);
  if (existing.status === 'REVIEW_IN_PROGRESS') return existing;
  throw validationError(
    `Stack [${name}] already exists and cannot be created again with the changeSet [${changeSetName}].`,
  );
};

const withoutChanges =
  "The submitted information didn't contain changes. Submit different information to create a change set.";

const outcome = ({
  faults,
  hasChanges,
}: PreparedDeployment): Pick<ChangeSet, 'status' | 'statusReason' | 'executionStatus'> => {
  if (faults.length > 0) return { status: 'FAILED', statusReason: faults.join('\n'), executionStatus: 'UNAVAILABLE' };
  if (!hasChanges) return { status: 'FAILED', statusReason: withoutChanges, executionStatus: 'UNAVAILABLE' };
  return { status: 'CREATE_COMPLETE', executionStatus: 'AVAILABLE' };
};

const refuseTakenName = (store: StackStore, stack: Stack, name: string): void => {
  const taken = store.changeSets(stack.id).find((each) => each.name === name);
  if (taken === undefined) return;
  if (taken.executionStatus !== 'EXECUTE_COMPLETE')
    throw new AwsError('AlreadyExistsException', `ChangeSet ${name} already exists`);
  store.dropChangeSet(taken.id);
};

const create = (context: OperationsContext): Operation =>
  operation<CreateChangeSetInput, object>(
    [
      'StackName',
      'ChangeSetName',
      'ChangeSetType',
      'UsePreviousTemplate',
      'Description',
      'OnStackFailure',
      ...deploymentMembers,
    ],
    async (input) => {
      const { cloud, engine } = context;
      const { store } = engine;
      const { StackName = '', ChangeSetName: name = '', ChangeSetType: type = 'UPDATE' } = input;
      if (type !== 'CREATE' && type !== 'UPDATE') throw new UnsupportedError(`the ChangeSetType ${type}`);
      if (!/^[a-zA-Z][-a-zA-Z0-9]{0,127}$/.test(name))
        throw validationError(
          `1 validation error detected: Value '${name}' at 'changeSetName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*|arn:[-a-zA-Z0-9:/]*`,
        );
      const asked = stackFor(context, StackName, type, name);
      const isKnownType = (typeName: string) => engine.typeOf(typeName) !== undefined;
      const base = await requestDeployment(cloud, isKnownType, input as DeploymentRequest, asked);
      // Asked again, for other requests may have been answered while the template was read.
      const stack = stackFor(context, StackName, type, name);
      refuseTakenName(store, stack, name);
      const prepared = prepareDeployment(engine, stack, base);
      if (stack.status === '') {
        store.save(stack);
        store.setStatus(stack.id, 'REVIEW_IN_PROGRESS', 'User Initiated');
      }
      const changeSet: ChangeSet = {
        id: cloud.arn('cloudformation', `changeSet/${name}/${engine.newId()}`),
        name,
        stackId: stack.id,
        type,
        description: input.Description,
        createdAt: engine.now(),
        deployment: prepared.deployment,
        onStackFailure:
          input.OnStackFailure === undefined ? undefined : readOnFailure(input.OnStackFailure, 'OnStackFailure'),
        changes: prepared.changes,
        ...outcome(prepared),
      };
      store.saveChangeSet(changeSet);
      return { Id: changeSet.id, StackId: stack.id };
    },
  );

const execute = (context: OperationsContext): Operation =>
  operation<ExecuteChangeSetInput, object>(['ChangeSetName', 'StackName', 'DisableRollback'], (input) => {
    const { store } = context.engine;
    const changeSet = requireChangeSet(store, input);
    const { id, name, stackId, executionStatus, deployment, onStackFailure: onFailure = 'ROLLBACK' } = changeSet;
    if (executionStatus !== 'AVAILABLE')
      throw new AwsError(
        'InvalidChangeSetStatus',
        `ChangeSet [${id}] cannot be executed in its current status of [${changeSet.status === 'FAILED' ? 'FAILED' : executionStatus}]`,
      );
    const disableRollback = isTrue(input.DisableRollback);
    if (changeSet.type === 'UPDATE') {
      requireUpdatable(store.get(stackId));
      refuseDenied(store.get(stackId), changeSet.changes);
    }
    for (const other of store.changeSets(stackId)) if (other.name !== name) store.dropChangeSet(other.id);
    store.saveChangeSet({ ...changeSet, executionStatus: 'EXECUTE_COMPLETE' });
    store.change(stackId, { changeSetId: id });
    if (changeSet.type === 'CREATE') context.begin.create(stackId, deployment, { onFailure, disableRollback });
    else context.begin.update(stackId, deployment, { disableRollback });
    return {};
  });

const remove = ({ engine: { store } }: OperationsContext): Operation =>
  operation<DeleteChangeSetInput, object>(['ChangeSetName', 'StackName'], ({ ChangeSetName = '', StackName }) => {
    const changeSet = findChangeSet(store, ChangeSetName, StackName);
    if (changeSet !== undefined) store.dropChangeSet(changeSet.id);
    return {};
  });

const describe = ({ engine: { store } }: OperationsContext): Operation =>
  operation<DescribeChangeSetInput, object>(['ChangeSetName', 'StackName', 'NextToken'], (input) => {
    const changeSet = requireChangeSet(store, input);
    const { items, next } = pageOf(changeSet.changes, ({ logicalId }) => logicalId, input.NextToken, 100);
    return describeChangeSet(store.get(changeSet.stackId), changeSet, items, next);
  });

const list = ({ engine: { store } }: OperationsContext): Operation =>
  operation<ListChangeSetsInput, object>(['StackName', 'NextToken'], ({ StackName, NextToken }) => {
    const stack = requireStack(store, StackName, missing);
    const { items, next } = pageOf(store.changeSets(stack.id), ({ id }) => id, NextToken, 100);
    return { Summaries: items.map((each) => summarizeChangeSet(stack, each)), NextToken: next };
  });

export const changeSets = (context: OperationsContext): Readonly<Record<string, Operation>> => ({
  CreateChangeSet: create(context),
  DeleteChangeSet: remove(context),
  DescribeChangeSet: describe(context),
  ExecuteChangeSet: execute(context),
  ListChangeSets: list(context),
});

import type { ChangeSet } from '../stack/change-set.ts';
import type { ChangeDetail, ResourceChange } from '../stack/resource-change.ts';
import type { Stack } from '../stack/stack.ts';
import { shownParameters } from './parameter-view.ts';

const detailView = ({ attribute, name, requiresRecreation, ...cause }: ChangeDetail): object => ({
  Target: { Attribute: attribute, Name: name, RequiresRecreation: requiresRecreation },
  Evaluation: cause.evaluation,
  ChangeSource: cause.changeSource,
  CausingEntity: cause.causingEntity,
});

const changeView = ({ action, details, ...change }: ResourceChange): object => ({
  Type: 'Resource',
  ResourceChange: {
    PolicyAction: change.policyAction,
    Action: action,
    LogicalResourceId: change.logicalId,
    PhysicalResourceId: change.physicalId,
    ResourceType: change.type,
    Replacement: change.replacement,
    Scope: [...new Set(details.map(({ attribute }) => attribute))],
    Details: details.map(detailView),
  },
});

const head = (stack: Stack, changeSet: ChangeSet): object => ({
  ChangeSetName: changeSet.name,
  ChangeSetId: changeSet.id,
  StackId: stack.id,
  StackName: stack.name,
  Description: changeSet.description,
  CreationTime: new Date(changeSet.createdAt),
  ExecutionStatus: changeSet.executionStatus,
  Status: changeSet.status,
  StatusReason: changeSet.statusReason,
  IncludeNestedStacks: false,
});

export const summarizeChangeSet = (stack: Stack, changeSet: ChangeSet): object => ({
  ...head(stack, changeSet),
  ImportExistingResources: false,
});

/** @param changes the page of its changes that is shown */
export const describeChangeSet = (
  stack: Stack,
  changeSet: ChangeSet,
  changes: readonly ResourceChange[],
  nextToken: string | undefined,
): object => ({
  ...head(stack, changeSet),
  Parameters: shownParameters(changeSet.deployment),
  NotificationARNs: [],
  RollbackConfiguration: {},
  Capabilities: changeSet.deployment.capabilities,
  Tags: changeSet.deployment.tags,
  OnStackFailure: changeSet.onStackFailure,
  Changes: changes.map(changeView),
  NextToken: nextToken,
});

import type { DescribeStacksInput, ListStacksInput } from '@aws-sdk/client-cloudformation';
import { type Operation, operation } from '../../kernel/operation.ts';
import { isDeleted, type Stack, type StackOutput } from '../stack/stack.ts';
import { type OperationsContext, requireStack } from './operations-context.ts';
import { pageOf } from './page.ts';
import { shownParameters } from './parameter-view.ts';
import { listOf } from './query-values.ts';

const dateOf = (ms: number | undefined): Date | undefined => (ms === undefined ? undefined : new Date(ms));

const ifAny = <Item>(items: readonly Item[] | undefined): readonly Item[] | undefined =>
  items === undefined || items.length === 0 ? undefined : items;

const outputView = ({ key, value, description, exportName }: StackOutput): object => ({
  OutputKey: key,
  OutputValue: value,
  Description: description,
  ExportName: exportName,
});

const stackView = (stack: Stack): object => ({
  StackId: stack.id,
  StackName: stack.name,
  ChangeSetId: stack.changeSetId,
  Description: stack.description,
  Parameters: shownParameters(stack.deployment),
  CreationTime: dateOf(stack.createdAt),
  DeletionTime: dateOf(stack.deletedAt),
  LastUpdatedTime: dateOf(stack.updatedAt),
  RollbackConfiguration: {},
  StackStatus: stack.status,
  StackStatusReason: stack.statusReason,
  DisableRollback: stack.disableRollback,
  NotificationARNs: [],
  Capabilities: ifAny(stack.deployment?.capabilities),
  Outputs: ifAny(stack.outputs.map(outputView)),
  RoleARN: stack.deployment?.roleArn,
  Tags: stack.deployment?.tags ?? [],
  EnableTerminationProtection: stack.terminationProtection,
  DriftInformation: { StackDriftStatus: 'NOT_CHECKED' },
});

const summaryView = (stack: Stack): object => ({
  StackId: stack.id,
  StackName: stack.name,
  TemplateDescription: stack.description,
  CreationTime: dateOf(stack.createdAt),
  LastUpdatedTime: dateOf(stack.updatedAt),
  DeletionTime: dateOf(stack.deletedAt),
  StackStatus: stack.status,
  StackStatusReason: stack.statusReason,
  DriftInformation: { StackDriftStatus: 'NOT_CHECKED' },
});

/** DescribeStacks and ListStacks. */
export const describeStacks = ({ engine: { store } }: OperationsContext): Readonly<Record<string, Operation>> => ({
  DescribeStacks: operation<DescribeStacksInput, object>(['StackName', 'NextToken'], ({ StackName, NextToken }) => {
    if (StackName !== undefined) return { Stacks: [stackView(requireStack(store, StackName))] };
    const live = store.stacks().filter((stack) => !isDeleted(stack));
    const { items, next } = pageOf(live, ({ id }) => id, NextToken, 100);
    return { Stacks: items.map(stackView), NextToken: next };
  }),
  ListStacks: operation<ListStacksInput, object>(
    ['StackStatusFilter', 'NextToken'],
    ({ StackStatusFilter, NextToken }) => {
      const statuses = listOf<string>(StackStatusFilter);
      const chosen = store.stacks().filter(({ status }) => statuses.length === 0 || statuses.includes(status));
      const { items, next } = pageOf(chosen, ({ id }) => id, NextToken, 100);
      return { StackSummaries: items.map(summaryView), NextToken: next };
    },
  ),
});

import type { DescribeStackEventsInput } from '@aws-sdk/client-cloudformation';
import { type Operation, operation } from '../../kernel/operation.ts';
import type { StackEvent } from '../stack/stack-event.ts';
import { type OperationsContext, requireStack } from './operations-context.ts';
import { pageOf } from './page.ts';

const eventView = (event: StackEvent): object => ({
  StackId: event.stackId,
  EventId: event.id,
  StackName: event.stackName,
  LogicalResourceId: event.logicalId,
  PhysicalResourceId: event.physicalId,
  ResourceType: event.type,
  Timestamp: new Date(event.at),
  ResourceStatus: event.status,
  ResourceStatusReason: event.reason,
});

export const stackEvents = ({ engine: { store } }: OperationsContext): Readonly<Record<string, Operation>> => ({
  DescribeStackEvents: operation<DescribeStackEventsInput, object>(
    ['StackName', 'NextToken'],
    ({ StackName, NextToken }) => {
      const stack = requireStack(store, StackName, (name) => `Stack [${name}] does not exist`);
      const { items, next } = pageOf(store.events(stack.id), ({ id }) => id, NextToken, 100);
      return { StackEvents: items.map(eventView), NextToken: next };
    },
  ),
});

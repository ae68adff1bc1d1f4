import type {
  DescribeStackResourceInput,
  DescribeStackResourcesInput,
  ListStackResourcesInput,
} from '@aws-sdk/client-cloudformation';
import { type Operation, operation } from '../../kernel/operation.ts';
import type { Stack } from '../stack/stack.ts';
import type { StackResource } from '../stack/stack-resource.ts';
import { validationError } from '../template/template-error.ts';
import { type OperationsContext, requireStack } from './operations-context.ts';
import { pageOf } from './page.ts';

const drift = { StackResourceDriftStatus: 'NOT_CHECKED' };

const identity = ({ logicalId, type, current }: StackResource) => ({
  LogicalResourceId: logicalId,
  PhysicalResourceId: current?.physicalId,
  ResourceType: type,
});

const state = ({ status, statusReason }: StackResource) => ({
  ResourceStatus: status,
  ResourceStatusReason: statusReason,
  DriftInformation: drift,
});

const owner = ({ name, id }: Stack) => ({ StackName: name, StackId: id });

const notHere = (name: string) => `Stack '${name}' does not exist`;

/** DescribeStackResource, DescribeStackResources and ListStackResources. */
export const stackResources = ({ engine: { store } }: OperationsContext): Readonly<Record<string, Operation>> => ({
  DescribeStackResource: operation<DescribeStackResourceInput, object>(
    ['StackName', 'LogicalResourceId'],
    ({ StackName, LogicalResourceId = '' }) => {
      const stack = requireStack(store, StackName, notHere);
      const resource = store.resource(stack.id, LogicalResourceId);
      if (resource === undefined)
        throw validationError(`Resource ${LogicalResourceId} does not exist for stack ${stack.name}`);
      const metadata = JSON.stringify(resource.current?.metadata ?? {});
      const at = { LastUpdatedTimestamp: new Date(resource.updatedAt) };
      return {
        StackResourceDetail: { ...owner(stack), ...identity(resource), ...at, ...state(resource), Metadata: metadata },
      };
    },
  ),
  DescribeStackResources: operation<DescribeStackResourcesInput, object>(
    ['StackName', 'LogicalResourceId', 'PhysicalResourceId'],
    ({ StackName, LogicalResourceId, PhysicalResourceId }) => {
      const owning = store
        .stacks()
        .find(({ id }) => store.resources(id).some(({ current }) => current?.physicalId === PhysicalResourceId));
      if (StackName === undefined && owning === undefined)
        throw validationError(`Stack for ${PhysicalResourceId ?? ''} does not exist`);
      const stack = requireStack(store, StackName ?? owning?.id);
      const chosen = store
        .resources(stack.id)
        .filter(({ logicalId }) => LogicalResourceId === undefined || logicalId === LogicalResourceId);
      const view = (resource: StackResource) => ({
        ...owner(stack),
        ...identity(resource),
        Timestamp: new Date(resource.updatedAt),
        ...state(resource),
      });
      return { StackResources: chosen.slice(0, 100).map(view) };
    },
  ),
  ListStackResources: operation<ListStackResourcesInput, object>(
    ['StackName', 'NextToken'],
    ({ StackName, NextToken }) => {
      const stack = requireStack(store, StackName);
      const { items, next } = pageOf(store.resources(stack.id), ({ logicalId }) => logicalId, NextToken, 100);
      const view = (resource: StackResource) => ({
        ...identity(resource),
        LastUpdatedTimestamp: new Date(resource.updatedAt),
        ...state(resource),
      });
      return { StackResourceSummaries: items.map(view), NextToken: next };
    },
  ),
});

import type { ListDeploymentsInput } from '@aws-sdk/client-codedeploy';
import { operation } from '../../kernel/operation.ts';
import { refusal } from '../codedeploy-error.ts';
import type { Deployment } from '../model/deployment.ts';
import type { Store } from '../store.ts';
import { checkName } from './checks.ts';
import { pageOf } from './page.ts';

const statuses = ['Created', 'Queued', 'InProgress', 'Baking', 'Succeeded', 'Failed', 'Stopped', 'Ready'];

/** Those of a group, or all of them, newest first. */
const within = (
  { applicationName, deploymentGroupName }: ListDeploymentsInput,
  store: Store,
): readonly Deployment[] => {
  if (applicationName === undefined && deploymentGroupName === undefined)
    return [...store.deployments.values()].sort((a, b) => b.createdAt - a.createdAt);
  const { name } = store.application(checkName('Application', applicationName));
  return store.deploymentsOf(store.group(name, checkName('DeploymentGroup', deploymentGroupName)).id);
};

/** JSON carries epoch seconds. */
const milliseconds = (time: unknown, otherwise: number): number => {
  if (time === undefined || time === null) return otherwise;
  if (typeof time === 'number') return time * 1000;
  throw refusal('InvalidTimeRangeException', 'The specified time range was specified in an invalid format.');
};

const list = (input: ListDeploymentsInput, store: Store) => {
  const { includeOnlyStatuses = [], createTimeRange, nextToken } = input;
  const stranger = includeOnlyStatuses.find((status) => !statuses.includes(status));
  if (stranger !== undefined)
    throw refusal('InvalidDeploymentStatusException', `The deployment status ${stranger} does not exist.`);
  const from = milliseconds(createTimeRange?.start, 0);
  const to = milliseconds(createTimeRange?.end, Number.POSITIVE_INFINITY);
  if (from > to) throw refusal('InvalidTimeRangeException', 'The start of the time range is after its end.');
  const wanted = within(input, store).filter(
    ({ status, createdAt }) =>
      (includeOnlyStatuses.length === 0 || includeOnlyStatuses.includes(status)) &&
      createdAt >= from &&
      createdAt <= to,
  );
  const { items, next } = pageOf(wanted, nextToken);
  return { deployments: items.map(({ id }) => id), ...next };
};

export const listDeployments = (store: Store) => ({
  ListDeployments: operation(
    ['applicationName', 'deploymentGroupName', 'includeOnlyStatuses', 'createTimeRange', 'nextToken'],
    (input: ListDeploymentsInput) => list(input, store),
  ),
});

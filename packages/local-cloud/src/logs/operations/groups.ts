import type {
  CreateLogGroupCommandInput,
  DeleteLogGroupCommandInput,
  DescribeLogGroupsCommandInput,
} from '@aws-sdk/client-cloudwatch-logs';
import { AwsError } from '../../kernel/aws-error.ts';
import { operation } from '../../kernel/operation.ts';
import type { LogGroup } from '../log-group.ts';
import type { LogStore } from '../log-store.ts';
import { pageOf } from './page.ts';

const namePattern = /^[.\-_/#A-Za-z0-9]{1,512}$/;

/** @throws AwsError InvalidParameterException */
export const checkGroupName = (name: string | undefined): string => {
  if (name !== undefined && namePattern.test(name)) return name;
  throw new AwsError(
    'InvalidParameterException',
    `1 validation error detected: Value '${name}' at 'logGroupName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_/#A-Za-z0-9]+`,
  );
};

const describe = (store: LogStore, group: LogGroup) => ({
  logGroupName: group.name,
  creationTime: group.createdAt,
  ...(group.retentionDays === undefined ? {} : { retentionInDays: group.retentionDays }),
  metricFilterCount: 0,
  arn: `${store.groupArn(group.name)}:*`,
  storedBytes: store.events.bytes(group.id),
  logGroupClass: 'STANDARD',
  logGroupArn: store.groupArn(group.name),
});

/** @throws AwsError InvalidParameterException: only the standard class is there */
const checkClass = (logGroupClass: string | undefined): void => {
  if (logGroupClass === undefined || logGroupClass === 'STANDARD') return;
  throw new AwsError('InvalidParameterException', `Log group class ${logGroupClass} is not supported`);
};

/** Log groups. */
export const groupOperations = (store: LogStore) => ({
  CreateLogGroup: operation<CreateLogGroupCommandInput, undefined>(
    ['logGroupName', 'tags', 'logGroupClass'],
    ({ logGroupName, tags = {}, logGroupClass }) => {
      checkClass(logGroupClass);
      store.createGroup(checkGroupName(logGroupName), tags);
      return undefined;
    },
  ),
  DeleteLogGroup: operation<DeleteLogGroupCommandInput, undefined>(['logGroupName'], ({ logGroupName = '' }) => {
    store.deleteGroup(logGroupName);
    return undefined;
  }),
  DescribeLogGroups: operation<DescribeLogGroupsCommandInput, object>(
    ['logGroupNamePrefix', 'logGroupNamePattern', 'nextToken', 'limit', 'logGroupClass'],
    ({ logGroupNamePrefix = '', logGroupNamePattern = '', nextToken, limit, logGroupClass }) => {
      checkClass(logGroupClass);
      const found = [...store.groups.values()]
        .filter(({ name }) => name.startsWith(logGroupNamePrefix))
        .filter(({ name }) => name.toLowerCase().includes(logGroupNamePattern.toLowerCase()))
        .sort((a, b) => (a.name < b.name ? -1 : 1));
      const { items, next } = pageOf(found, nextToken, limit);
      return { logGroups: items.map((group) => describe(store, group)), ...next };
    },
  ),
});

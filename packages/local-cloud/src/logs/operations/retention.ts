import type {
  DeleteRetentionPolicyCommandInput,
  PutRetentionPolicyCommandInput,
} from '@aws-sdk/client-cloudwatch-logs';
import { AwsError } from '../../kernel/aws-error.ts';
import { operation } from '../../kernel/operation.ts';
import type { LogStore } from '../log-store.ts';

// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
export const retentionDays = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** Sets how long a group keeps its events; undefined for ever. @throws AwsError InvalidParameterException, ResourceNotFoundException */
export const setRetention = (store: LogStore, groupName: string, days: number | undefined): void => {
  const { retentionDays: _old, ...group } = store.group(groupName);
  if (days !== undefined && !retentionDays.includes(days)) {
    throw new AwsError(
      'InvalidParameterException',
      `1 validation error detected: Value '${days}' at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum value set: [${retentionDays.join(', ')}]`,
    );
  }
  store.groups.set(groupName, days === undefined ? group : { ...group, retentionDays: days });
};

/** How long events are kept. */
export const retentionOperations = (store: LogStore) => ({
  PutRetentionPolicy: operation<PutRetentionPolicyCommandInput, undefined>(
    ['logGroupName', 'retentionInDays'],
    ({ logGroupName = '', retentionInDays = 0 }) => {
      setRetention(store, logGroupName, retentionInDays);
      return undefined;
    },
  ),
  DeleteRetentionPolicy: operation<DeleteRetentionPolicyCommandInput, undefined>(
    ['logGroupName'],
    ({ logGroupName = '' }) => {
      setRetention(store, logGroupName, undefined);
      return undefined;
    },
  ),
});

import { AwsError } from '../../kernel/aws-error.ts';
import type { LogGroup } from '../log-group.ts';
import type { LogStore } from '../log-store.ts';

/** The group that a request names, by name or by ARN. @throws AwsError InvalidParameterException, ResourceNotFoundException */
export const groupOf = (
  store: LogStore,
  {
    logGroupName,
    logGroupIdentifier,
  }: { readonly logGroupName?: string | undefined; readonly logGroupIdentifier?: string | undefined },
): LogGroup => {
  const given = logGroupName ?? logGroupIdentifier;
  if (given === undefined || (logGroupName !== undefined && logGroupIdentifier !== undefined)) {
    throw new AwsError(
      'InvalidParameterException',
      'Exactly one of logGroupName or logGroupIdentifier must be specified',
    );
  }
  return store.group(given.replace(/^arn:aws:logs:[^:]+:\d+:log-group:/, '').replace(/:\*$/, ''));
};

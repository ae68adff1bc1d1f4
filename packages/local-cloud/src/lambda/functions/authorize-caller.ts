import { AwsError } from '../../kernel/aws-error.ts';
import type { Policy, PolicyStatement } from './function-record.ts';

/** A service that invokes a function by itself. */
export interface Caller {
  /** E.g. `events.amazonaws.com`. */
  readonly principal: string;
  readonly sourceArn?: string;
}

const isLike = (pattern: string, text: string): boolean => {
  const source = pattern
    .split('')
    .map((each) => (each === '*' ? '.*' : each === '?' ? '.' : each.replace(/[.+^${}()|[\]\\]/g, '\\$&')))
    .join('');
  return new RegExp(`^${source}$`).test(text);
};

const allows = ({ Principal, Action, Condition }: PolicyStatement, caller: Caller, accountId: string): boolean => {
  const isPrincipal =
    Principal === '*' ||
    (typeof Principal === 'object' && 'Service' in Principal && Principal.Service === caller.principal);
  const isAction = isLike(Action, 'lambda:InvokeFunction');
  const arnPattern = Condition?.['ArnLike']?.['AWS:SourceArn'];
  const account = Condition?.['StringEquals']?.['AWS:SourceAccount'];
  const isSource = arnPattern === undefined || (caller.sourceArn !== undefined && isLike(arnPattern, caller.sourceArn));
  return isPrincipal && isAction && isSource && (account === undefined || account === accountId);
};

/** @throws AwsError AccessDeniedException if the function's resource policy does not let the service invoke it */
export const authorizeCaller = (
  policy: Policy | undefined,
  caller: Caller,
  functionArn: string,
  accountId: string,
): void => {
  if (policy?.statements.some((statement) => allows(statement, caller, accountId))) return;
  throw new AwsError(
    'AccessDeniedException',
    `User: ${caller.principal} is not authorized to perform: lambda:InvokeFunction on resource: ${functionArn} because no resource-based policy allows the lambda:InvokeFunction action`,
    { status: 403 },
  );
};

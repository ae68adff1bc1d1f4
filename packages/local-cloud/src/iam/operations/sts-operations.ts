import type { AssumeRoleRequest } from '@aws-sdk/client-sts';
import { AwsError } from '../../kernel/aws-error.ts';
import { type Operation, operation } from '../../kernel/operation.ts';
import { validationError } from '../iam-error.ts';
import type { Role } from '../role.ts';
import type { Sessions } from '../sessions.ts';

const checkSessionName = (name: string): void => {
  if (/^[\w+=,.@-]{2,64}$/.test(name)) return;
  throw validationError(
    `1 validation error detected: Value '${name}' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*`,
  );
};

const secondsOf = (role: Role, given: number | undefined): number => {
  const seconds = given === undefined ? 3600 : Number(given);
  if (!(seconds >= 900 && seconds <= role.maxSessionSeconds))
    throw validationError('The requested DurationSeconds exceeds the MaxSessionDuration set for this role.');
  return seconds;
};

/** STS: who am I, and acting as a role. */
export const stsOperations = (
  accountId: string,
  sessions: Sessions,
  roleOf: (arn: string) => Role | undefined,
): Readonly<Record<string, Operation>> => ({
  AssumeRole: operation<AssumeRoleRequest, object>(
    ['RoleArn', 'RoleSessionName', 'DurationSeconds'],
    ({ RoleArn = '', RoleSessionName = '', DurationSeconds }, { signer }) => {
      checkSessionName(RoleSessionName);
      const caller = sessions.principalOf(signer.accessKeyId);
      const role = roleOf(RoleArn);
      // AWS does not tell a missing role from one that may not be assumed.
      if (role === undefined)
        throw new AwsError(
          'AccessDenied',
          `User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${RoleArn}`,
          { status: 403 },
        );
      const session = sessions.begin(role, RoleSessionName, secondsOf(role, DurationSeconds));
      return {
        Credentials: {
          AccessKeyId: session.accessKeyId,
          SecretAccessKey: session.secretAccessKey,
          SessionToken: session.sessionToken,
          Expiration: new Date(session.expiresAt),
        },
        AssumedRoleUser: { AssumedRoleId: session.userId, Arn: session.arn },
      };
    },
  ),
  GetCallerIdentity: operation<object, object>([], (_input, { signer }) => {
    const { arn, userId } = sessions.principalOf(signer.accessKeyId);
    return { UserId: userId, Account: accountId, Arn: arn };
  }),
});

import { AwsError } from '../kernel/aws-error.ts';
import type { CloudContext } from '../kernel/context.ts';
import type { Credentials } from '../ports/iam.ts';
import type { Role } from './role.ts';

/** A role that somebody acts as for a while. */
export interface Session extends Credentials {
  readonly roleArn: string;
  readonly sessionName: string;
  /** `arn:aws:sts::<account>:assumed-role/<role>/<session>` */
  readonly arn: string;
  /** `<role id>:<session>` */
  readonly userId: string;
}

export interface Sessions {
  begin(role: Role, sessionName: string, seconds: number): Session;
  /** @throws AwsError InvalidClientTokenId, ExpiredToken */
  principalOf(accessKeyId: string): { readonly arn: string; readonly userId: string };
}

export const openSessions = (
  context: CloudContext,
  newId: (prefix: string) => string,
  newSecret: (bytes: number) => string,
): Sessions => {
  const table = context.storage.table<Session>('iam.sessions');
  const dropExpired = (): void => {
    const dayAgo = context.clock.now() - 24 * 3600 * 1000;
    for (const [key, { expiresAt }] of [...table.entries()]) if (expiresAt < dayAgo) table.delete(key);
  };
  return {
    begin: (role, sessionName, seconds) => {
      dropExpired();
      const session: Session = {
        accessKeyId: newId('ASIA'),
        secretAccessKey: newSecret(30),
        sessionToken: newSecret(96),
        expiresAt: context.clock.now() + seconds * 1000,
        roleArn: role.arn,
        sessionName,
        arn: `arn:aws:sts::${context.accountId}:assumed-role/${role.name}/${sessionName}`,
        userId: `${role.id}:${sessionName}`,
      };
      table.set(session.accessKeyId, session);
      return session;
    },
    principalOf: (accessKeyId) => {
      const session = table.get(accessKeyId);
      if (session !== undefined && session.expiresAt > context.clock.now())
        return { arn: session.arn, userId: session.userId };
      if (session !== undefined)
        throw new AwsError('ExpiredToken', 'The security token included in the request is expired', { status: 403 });
      // Temporary keys are only ever made here; any other key is the dummy one of a developer.
      if (accessKeyId.startsWith('ASIA'))
        throw new AwsError('InvalidClientTokenId', 'The security token included in the request is invalid.', {
          status: 403,
        });
      return { arn: `arn:aws:iam::${context.accountId}:root`, userId: context.accountId };
    },
  };
};

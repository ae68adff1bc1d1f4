import { randomBytes } from 'node:crypto';
import type { CloudContext } from '../kernel/context.ts';
import type { ServiceFactory } from '../kernel/service.ts';
import type { IamPort } from '../ports/iam.ts';
import { allows } from './allows.ts';
import { noSuchRole, notTrusted } from './iam-error.ts';
import { type ManagedPolicies, openManagedPolicies } from './managed-policies.ts';
import { managedPolicyOperations } from './operations/managed-policy-operations.ts';
import { roleOperations } from './operations/role-operations.ts';
import { rolePolicyOperations } from './operations/role-policy-operations.ts';
import { stsOperations } from './operations/sts-operations.ts';
import { managedPolicyType } from './resource-types/managed-policy.ts';
import { policyType } from './resource-types/policy.ts';
import { roleType } from './resource-types/role.ts';
import type { Role } from './role.ts';
import { openRoles } from './roles.ts';
import { openSessions } from './sessions.ts';
import { trustsService } from './trusts-service.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** An id of AWS's shape: four letters that say what it is of, and sixteen random ones. */
const newId = (prefix: string): string =>
  prefix + [...randomBytes(16)].map((byte) => alphabet[byte % alphabet.length]).join('');

const newSecret = (bytes: number): string => randomBytes(bytes).toString('base64');

/** How long a service's own session of a role lasts. */
const serviceSessionSeconds = 12 * 3600;

const documentsOf = ({ inline, attached }: Role, policies: ManagedPolicies): readonly string[] => [
  ...Object.values(inline),
  ...attached.map((arn) => policies.version(arn, policies.get(arn).defaultVersionId).document),
];

/** IAM and STS: roles and policies, and credentials of those who act as a role. What a policy permits is not enforced yet. */
export const createIam: ServiceFactory<IamPort> = (context: CloudContext) => {
  const policies = openManagedPolicies(context, newId);
  const roles = openRoles(context, policies, newId);
  const sessions = openSessions(context, newId, newSecret);
  const roleOf = (arn: string) => {
    const role = roles.find(arn.slice(arn.lastIndexOf('/') + 1));
    return role?.arn === arn ? role : undefined;
  };
  return {
    name: 'iam',
    apis: [
      {
        protocol: 'query',
        scopes: ['iam'],
        apiVersion: '2010-05-08',
        namespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
        operations: {
          ...roleOperations(roles),
          ...rolePolicyOperations(roles, policies),
          ...managedPolicyOperations(roles, policies),
        },
      },
      {
        protocol: 'query',
        scopes: ['sts'],
        apiVersion: '2011-06-15',
        namespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
        operations: stsOperations(context.accountId, sessions, roleOf),
      },
    ],
    resourceTypes: [roleType(roles), policyType(roles), managedPolicyType(roles, policies)],
    port: {
      assumeRole: (roleArn, sessionName, service) => {
        const role = roleOf(roleArn);
        if (role === undefined) throw noSuchRole(roleArn);
        if (service !== undefined && !trustsService(role.trust, service)) throw notTrusted(service, roleArn);
        const { accessKeyId, secretAccessKey, sessionToken, expiresAt } = sessions.begin(
          role,
          sessionName,
          serviceSessionSeconds,
        );
        return { accessKeyId, secretAccessKey, sessionToken, expiresAt };
      },
      trusts: (roleArn, service) => {
        const role = roleOf(roleArn);
        return role !== undefined && trustsService(role.trust, service);
      },
      allows: (roleArn, action, resourceArn) => {
        const role = roleOf(roleArn);
        return role !== undefined && allows(documentsOf(role, policies), action, resourceArn);
      },
      principalOf: sessions.principalOf,
    },
  };
};

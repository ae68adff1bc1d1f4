import type { CloudContext } from '../kernel/context.ts';
import type { Table } from '../kernel/table.ts';
import { alreadyExists, deleteConflict, limitExceeded, noSuchEntity, noSuchRole } from './iam-error.ts';
import type { ManagedPolicies } from './managed-policies.ts';
import { checkName, checkPath } from './names.ts';
import { checkIdentityPolicy, checkTrustPolicy } from './policy-document.ts';
import type { Role, Tag } from './role.ts';

export interface NewRole {
  readonly name: string;
  readonly path?: string | undefined;
  readonly trust: string;
  readonly description?: string | undefined;
  readonly maxSessionSeconds?: number | undefined;
  readonly boundaryArn?: string | undefined;
  readonly tags?: readonly Tag[] | undefined;
}

/** The roles of the account. Every method that names a role throws AwsError NoSuchEntity if it does not exist. */
export interface Roles {
  create(role: NewRole): Role;
  get(name: string): Role;
  find(name: string): Role | undefined;
  list(): readonly Role[];
  /** Changes description, session length, trust, boundary or tags. */
  change(
    name: string,
    change: Partial<Pick<Role, 'description' | 'maxSessionSeconds' | 'trust' | 'boundaryArn' | 'tags'>>,
  ): Role;
  remove(name: string): void;
  putInline(name: string, policyName: string, document: string): void;
  /** @throws AwsError NoSuchEntity if there is no such inline policy */
  inline(name: string, policyName: string): string;
  removeInline(name: string, policyName: string): void;
  /** @throws AwsError NoSuchEntity if there is no such managed policy */
  attach(name: string, policyArn: string): void;
  detach(name: string, policyArn: string): void;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html; white space does not count. */
const maxInlineLength = 10_240;
const maxTrustLength = 4_096;
const maxAttached = 20;

const lengthOf = (document: string): number => document.replace(/\s/g, '').length;

const checkTrust = (document: string): void => {
  checkTrustPolicy(document);
  if (lengthOf(document) > maxTrustLength)
    throw limitExceeded(`Cannot exceed quota for ACLSizePerRole: ${maxTrustLength}`);
};

const checkSession = (seconds: number): void => {
  if (!(seconds >= 3600 && seconds <= 43_200))
    throw limitExceeded(`MaxSessionDuration must be between 3600 and 43200 seconds, not ${seconds}`);
};

/** @param newId gives an id of AWS's shape for a prefix, e.g. `AROA` */
export const openRoles = (
  context: CloudContext,
  policies: ManagedPolicies,
  newId: (prefix: string) => string,
): Roles => {
  const table: Table<Role> = context.storage.table<Role>('iam.roles');
  const get = (name: string): Role => {
    const role = table.get(name);
    if (role === undefined) throw noSuchRole(name);
    return role;
  };
  const save = (role: Role): Role => {
    table.set(role.name, role);
    return role;
  };
  const inline = (name: string, policyName: string): string => {
    const document = get(name).inline[policyName];
    if (document === undefined) throw noSuchEntity(`The role policy with name ${policyName} cannot be found.`);
    return document;
  };
  return {
    get,
    find: (name) => table.get(name),
    list: () => [...table.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
    create: ({ name, path = '/', trust, description = '', maxSessionSeconds = 3600, boundaryArn, tags = [] }) => {
      checkName('roleName', name, 64);
      checkPath(path);
      checkTrust(trust);
      checkSession(maxSessionSeconds);
      if (table.has(name)) throw alreadyExists(`Role with name ${name} already exists.`);
      if (boundaryArn !== undefined) policies.get(boundaryArn);
      const arn = `arn:aws:iam::${context.accountId}:role${path}${name}`;
      const made = { id: newId('AROA'), arn, createdAt: context.clock.now(), inline: {}, attached: [] };
      return save({ name, path, trust, description, maxSessionSeconds, boundaryArn, tags, ...made });
    },
    change: (name, change) => {
      if (change.trust !== undefined) checkTrust(change.trust);
      if (change.maxSessionSeconds !== undefined) checkSession(change.maxSessionSeconds);
      if (change.boundaryArn !== undefined) policies.get(change.boundaryArn);
      return save({ ...get(name), ...change });
    },
    remove: (name) => {
      const role = get(name);
      if (role.attached.length > 0) throw deleteConflict('Cannot delete entity, must detach all policies first.');
      if (Object.keys(role.inline).length > 0)
        throw deleteConflict('Cannot delete entity, must delete policies first.');
      table.delete(name);
    },
    putInline: (name, policyName, document) => {
      const role = get(name);
      checkName('policyName', policyName, 128);
      checkIdentityPolicy(document);
      const next = { ...role.inline, [policyName]: document };
      const length = Object.values(next).reduce((sum, each) => sum + lengthOf(each), 0);
      if (length > maxInlineLength)
        throw limitExceeded(`Maximum policy size of ${maxInlineLength} bytes exceeded for role ${name}`);
      save({ ...role, inline: next });
    },
    inline,
    removeInline: (name, policyName) => {
      inline(name, policyName);
      const role = get(name);
      save({ ...role, inline: Object.fromEntries(Object.entries(role.inline).filter(([key]) => key !== policyName)) });
    },
    attach: (name, policyArn) => {
      const role = get(name);
      policies.get(policyArn);
      if (role.attached.includes(policyArn)) return;
      if (role.attached.length >= maxAttached)
        throw limitExceeded(`Cannot exceed quota for PoliciesPerRole: ${maxAttached}`);
      save({ ...role, attached: [...role.attached, policyArn] });
    },
    detach: (name, policyArn) => {
      const role = get(name);
      if (!role.attached.includes(policyArn)) throw noSuchEntity(`Policy ${policyArn} was not found.`);
      save({ ...role, attached: role.attached.filter((each) => each !== policyArn) });
    },
  };
};

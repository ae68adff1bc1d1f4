import type { CloudContext } from '../kernel/context.ts';
import { awsManagedPolicies } from './aws-managed-policies.ts';
import { alreadyExists, deleteConflict, limitExceeded, noSuchEntity } from './iam-error.ts';
import type { ManagedPolicy, PolicyVersion } from './managed-policy.ts';
import { checkName, checkPath } from './names.ts';
import { checkIdentityPolicy } from './policy-document.ts';
import type { Tag } from './role.ts';

export interface NewPolicy {
  readonly name: string;
  readonly path?: string | undefined;
  readonly document: string;
  readonly description?: string | undefined;
  readonly tags?: readonly Tag[] | undefined;
}

/** The managed policies: the account's own, and those of AWS that are known. */
export interface ManagedPolicies {
  create(policy: NewPolicy): ManagedPolicy;
  /** @throws AwsError NoSuchEntity */
  get(arn: string): ManagedPolicy;
  /** The account's own. */
  list(): readonly ManagedPolicy[];
  remove(arn: string): void;
  /** Makes a version; as the default one, if asked. @throws AwsError LimitExceeded with five versions */
  addVersion(arn: string, document: string, isDefault: boolean): PolicyVersion;
  setDefault(arn: string, versionId: string): void;
  removeVersion(arn: string, versionId: string): void;
  /** @throws AwsError NoSuchEntity */
  version(arn: string, versionId: string): PolicyVersion;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html; white space does not count. */
const maxDocumentLength = 6_144;
const maxVersions = 5;

const checkDocument = (document: string): void => {
  checkIdentityPolicy(document);
  if (document.replace(/\s/g, '').length > maxDocumentLength)
    throw limitExceeded(`Cannot exceed quota for PolicySize: ${maxDocumentLength}`);
};

export const openManagedPolicies = (context: CloudContext, newId: (prefix: string) => string): ManagedPolicies => {
  const table = context.storage.table<ManagedPolicy>('iam.policies');
  const get = (arn: string): ManagedPolicy => {
    const policy = table.get(arn) ?? awsManagedPolicies.get(arn);
    if (policy === undefined) throw noSuchEntity(`Policy ${arn} does not exist or is not attachable.`);
    return policy;
  };
  const own = (arn: string): ManagedPolicy => {
    const policy = table.get(arn);
    if (policy === undefined) throw noSuchEntity(`Policy ${arn} was not found.`);
    return policy;
  };
  const version = (arn: string, versionId: string): PolicyVersion => {
    const found = get(arn).versions.find(({ id }) => id === versionId);
    if (found === undefined)
      throw noSuchEntity(`Policy ${arn} version ${versionId} does not exist or is not attachable.`);
    return found;
  };
  return {
    get,
    version,
    list: () => [...table.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
    create: ({ name, path = '/', document, description, tags = [] }) => {
      checkName('policyName', name, 128);
      checkPath(path);
      checkDocument(document);
      const arn = `arn:aws:iam::${context.accountId}:policy${path}${name}`;
      const isTaken = [...table.values()].some((policy) => policy.name === name);
      if (isTaken) throw alreadyExists(`A policy called ${name} already exists. Duplicate names are not allowed.`);
      const now = context.clock.now();
      const versions = [{ id: 'v1', document, createdAt: now }];
      const dates = { createdAt: now, updatedAt: now };
      const policy = { name, path, id: newId('ANPA'), arn, description, tags, versions, ...dates };
      table.set(arn, { ...policy, defaultVersionId: 'v1', lastVersion: 1 });
      return own(arn);
    },
    remove: (arn) => {
      if (own(arn).versions.length > 1)
        throw deleteConflict(
          "This policy has more than one version. Before you delete a policy, you must delete the policy's versions.",
        );
      table.delete(arn);
    },
    addVersion: (arn, document, isDefault) => {
      const policy = own(arn);
      checkDocument(document);
      if (policy.versions.length >= maxVersions)
        throw limitExceeded(
          'A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version.',
        );
      const lastVersion = policy.lastVersion + 1;
      const made = { id: `v${lastVersion}`, document, createdAt: context.clock.now() };
      const defaultVersionId = isDefault ? made.id : policy.defaultVersionId;
      const versions = [...policy.versions, made];
      table.set(arn, { ...policy, versions, lastVersion, defaultVersionId, updatedAt: made.createdAt });
      return made;
    },
    setDefault: (arn, versionId) => {
      version(arn, versionId);
      table.set(arn, { ...own(arn), defaultVersionId: versionId, updatedAt: context.clock.now() });
    },
    removeVersion: (arn, versionId) => {
      version(arn, versionId);
      const policy = own(arn);
      if (policy.defaultVersionId === versionId) throw deleteConflict('Cannot delete the default version of a policy.');
      table.set(arn, { ...policy, versions: policy.versions.filter(({ id }) => id !== versionId) });
    },
  };
};

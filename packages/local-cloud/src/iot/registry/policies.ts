import { AwsError } from '../../kernel/aws-error.ts';
import type { CloudContext } from '../../kernel/context.ts';
import type { Table } from '../../kernel/table.ts';
import { alreadyExists, invalid, notFound } from './registry-error.ts';

export interface PolicyVersion {
  readonly versionId: string;
  readonly document: string;
  /** Epoch ms. */
  readonly createdAt: number;
}

export interface Policy {
  readonly policyName: string;
  readonly versions: readonly PolicyVersion[];
  readonly defaultVersionId: string;
  readonly nextVersion: number;
  readonly createdAt: number;
  readonly modifiedAt: number;
  /** ARNs of certificates and thing groups. */
  readonly targets: readonly string[];
}

const NAME = /^[\w+=,.@-]{1,128}$/;
const MAX_VERSIONS = 5;

/** IoT policies: stored with their versions. Nothing enforces them yet. */
export class Policies {
  readonly #table: Table<Policy>;
  readonly #context: CloudContext;

  constructor(context: CloudContext) {
    this.#table = context.storage.table<Policy>('iot-policies');
    this.#context = context;
  }

  arn(policyName: string): string {
    return this.#context.arn('iot', `policy/${policyName}`);
  }

  create(policyName: string, document: string): Policy {
    if (!NAME.test(policyName)) throw invalid(`The policy name ${policyName} is not valid`);
    if (this.#table.has(policyName)) {
      throw alreadyExists(`Policy ${policyName}`, policyName, this.arn(policyName));
    }
    checkDocument(document);
    const createdAt = this.#context.clock.now();
    const versions = [{ versionId: '1', document, createdAt }];
    return this.#save({
      policyName,
      versions,
      defaultVersionId: '1',
      nextVersion: 2,
      createdAt,
      modifiedAt: createdAt,
      targets: [],
    });
  }

  get(policyName: string): Policy {
    const policy = this.#table.get(policyName);
    if (policy === undefined) throw notFound(`Policy ${policyName}`);
    return policy;
  }

  version(policyName: string, versionId: string): PolicyVersion {
    const version = this.get(policyName).versions.find((each) => each.versionId === versionId);
    if (version === undefined) throw notFound(`Policy version ${versionId} of ${policyName}`);
    return version;
  }

  /** @throws AwsError VersionsLimitExceededException over 5 versions, MalformedPolicyException */
  addVersion(policyName: string, document: string, isDefault: boolean): PolicyVersion {
    const policy = this.get(policyName);
    checkDocument(document);
    if (policy.versions.length >= MAX_VERSIONS) {
      const message = `The policy ${policyName} already has the maximum number of versions (${MAX_VERSIONS})`;
      throw new AwsError('VersionsLimitExceededException', message, { status: 409 });
    }
    const version = { versionId: String(policy.nextVersion), document, createdAt: this.#context.clock.now() };
    this.#save({
      ...policy,
      versions: [...policy.versions, version],
      nextVersion: policy.nextVersion + 1,
      defaultVersionId: isDefault ? version.versionId : policy.defaultVersionId,
      modifiedAt: version.createdAt,
    });
    return version;
  }

  /** A new default version in place of the old ones: what CloudFormation does when a document changes. */
  replaceDocument(policyName: string, document: string): void {
    const policy = this.get(policyName);
    const oldest = policy.versions.find(({ versionId }) => versionId !== policy.defaultVersionId);
    if (policy.versions.length >= MAX_VERSIONS && oldest !== undefined)
      this.deleteVersion(policyName, oldest.versionId);
    this.addVersion(policyName, document, true);
  }

  setDefault(policyName: string, versionId: string): void {
    this.version(policyName, versionId);
    this.#save({ ...this.get(policyName), defaultVersionId: versionId, modifiedAt: this.#context.clock.now() });
  }

  /** @throws AwsError DeleteConflictException for the default version */
  deleteVersion(policyName: string, versionId: string): void {
    this.version(policyName, versionId);
    const policy = this.get(policyName);
    if (policy.defaultVersionId === versionId) throw conflict('Cannot delete the default version of a policy');
    this.#save({ ...policy, versions: policy.versions.filter((version) => version.versionId !== versionId) });
  }

  /** @throws AwsError DeleteConflictException while it is attached or has other versions */
  delete(policyName: string): void {
    const policy = this.get(policyName);
    if (policy.targets.length > 0)
      throw conflict(`The policy cannot be deleted as the policy is attached, name: ${policyName}`);
    if (policy.versions.length > 1) {
      throw conflict(
        `Cannot delete the policy because it has one or more policy versions attached to it, name: ${policyName}`,
      );
    }
    this.#table.delete(policyName);
  }

  /** With all its versions; what is not there is no error. */
  remove(policyName: string): void {
    this.#table.delete(policyName);
  }

  list(): Policy[] {
    return [...this.#table.values()].sort((a, b) => (a.policyName < b.policyName ? -1 : 1));
  }

  attach(policyName: string, target: string): void {
    const policy = this.get(policyName);
    this.#save({ ...policy, targets: [...new Set([...policy.targets, target])] });
  }

  detach(policyName: string, target: string): void {
    const policy = this.get(policyName);
    this.#save({ ...policy, targets: policy.targets.filter((each) => each !== target) });
  }

  #save(policy: Policy): Policy {
    this.#table.set(policy.policyName, policy);
    return policy;
  }
}

function conflict(message: string): AwsError {
  return new AwsError('DeleteConflictException', message, { status: 409 });
}

function checkDocument(document: string): void {
  try {
    const policy = JSON.parse(document) as { Statement?: unknown } | null;
    if (policy?.Statement !== undefined) return;
  } catch (cause) {
    throw new AwsError('MalformedPolicyException', 'The policy document is not JSON', { cause });
  }
  throw new AwsError('MalformedPolicyException', 'The policy document has no Statement');
}

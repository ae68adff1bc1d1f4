import type {
  CreatePolicyRequest,
  CreatePolicyVersionRequest,
  DeletePolicyRequest,
  DeletePolicyVersionRequest,
  GetPolicyRequest,
  GetPolicyVersionRequest,
  ListPoliciesRequest,
  ListPolicyVersionsRequest,
  SetDefaultPolicyVersionRequest,
} from '@aws-sdk/client-iam';
import { type Operation, operation } from '../../kernel/operation.ts';
import { awsManagedPolicies } from '../aws-managed-policies.ts';
import { deleteConflict } from '../iam-error.ts';
import type { ManagedPolicies } from '../managed-policies.ts';
import type { ManagedPolicy, PolicyVersion } from '../managed-policy.ts';
import type { Roles } from '../roles.ts';
import { encodeDocument } from './encode-document.ts';
import { listPage } from './marker.ts';
import { readTags } from './tags.ts';

const attachments = (roles: Roles, arn: string): number =>
  roles.list().filter(({ attached }) => attached.includes(arn)).length;

const policyView = (roles: Roles, policy: ManagedPolicy): object => ({
  PolicyName: policy.name,
  PolicyId: policy.id,
  Arn: policy.arn,
  Path: policy.path,
  DefaultVersionId: policy.defaultVersionId,
  AttachmentCount: attachments(roles, policy.arn),
  PermissionsBoundaryUsageCount: roles.list().filter(({ boundaryArn }) => boundaryArn === policy.arn).length,
  IsAttachable: true,
  CreateDate: new Date(policy.createdAt),
  UpdateDate: new Date(policy.updatedAt),
});

const fullView = (roles: Roles, policy: ManagedPolicy): object => ({
  ...policyView(roles, policy),
  Description: policy.description,
  Tags: policy.tags,
});

const versionView = ({ defaultVersionId }: ManagedPolicy, { id, createdAt }: PolicyVersion) => ({
  VersionId: id,
  IsDefaultVersion: id === defaultVersionId,
  CreateDate: new Date(createdAt),
});

const list = (roles: Roles, policies: ManagedPolicies): Operation =>
  operation<ListPoliciesRequest, object>(['Scope', 'OnlyAttached', 'PathPrefix', 'Marker', 'MaxItems'], (input) => {
    const { Scope = 'All', OnlyAttached, PathPrefix = '/' } = input;
    const own = Scope === 'AWS' ? [] : policies.list();
    const ofAws = Scope === 'Local' ? [] : [...awsManagedPolicies.values()];
    const chosen = [...own, ...ofAws]
      .filter(({ path }) => path.startsWith(PathPrefix))
      .filter(({ arn }) => String(OnlyAttached) !== 'true' || attachments(roles, arn) > 0);
    const { items, rest } = listPage(chosen, input);
    return { Policies: items.map((policy) => policyView(roles, policy)), ...rest };
  });

const remove = (roles: Roles, policies: ManagedPolicies): Operation =>
  operation<DeletePolicyRequest, undefined>(['PolicyArn'], ({ PolicyArn = '' }) => {
    if (attachments(roles, PolicyArn) > 0) throw deleteConflict('Cannot delete a policy attached to entities.');
    policies.remove(PolicyArn);
  });

const versions = (policies: ManagedPolicies): Readonly<Record<string, Operation>> => ({
  CreatePolicyVersion: operation<CreatePolicyVersionRequest, object>(
    ['PolicyArn', 'PolicyDocument', 'SetAsDefault'],
    ({ PolicyArn = '', PolicyDocument = '', SetAsDefault }) => {
      const made = policies.addVersion(PolicyArn, PolicyDocument, String(SetAsDefault) === 'true');
      return { PolicyVersion: versionView(policies.get(PolicyArn), made) };
    },
  ),
  DeletePolicyVersion: operation<DeletePolicyVersionRequest, undefined>(
    ['PolicyArn', 'VersionId'],
    ({ PolicyArn = '', VersionId = '' }) => void policies.removeVersion(PolicyArn, VersionId),
  ),
  GetPolicyVersion: operation<GetPolicyVersionRequest, object>(
    ['PolicyArn', 'VersionId'],
    ({ PolicyArn = '', VersionId = '' }) => {
      const version = policies.version(PolicyArn, VersionId);
      const view = versionView(policies.get(PolicyArn), version);
      return { PolicyVersion: { Document: encodeDocument(version.document), ...view } };
    },
  ),
  ListPolicyVersions: operation<ListPolicyVersionsRequest, object>(['PolicyArn', 'Marker', 'MaxItems'], (input) => {
    const policy = policies.get(input.PolicyArn ?? '');
    const { items, rest } = listPage(policy.versions.toReversed(), input);
    return { Versions: items.map((version) => versionView(policy, version)), ...rest };
  }),
  SetDefaultPolicyVersion: operation<SetDefaultPolicyVersionRequest, undefined>(
    ['PolicyArn', 'VersionId'],
    ({ PolicyArn = '', VersionId = '' }) => void policies.setDefault(PolicyArn, VersionId),
  ),
});

/** Managed policies and their versions. */
export const managedPolicyOperations = (
  roles: Roles,
  policies: ManagedPolicies,
): Readonly<Record<string, Operation>> => ({
  CreatePolicy: operation<CreatePolicyRequest, object>(
    ['PolicyName', 'Path', 'PolicyDocument', 'Description', 'Tags'],
    ({ PolicyName = '', Path, PolicyDocument = '', Description, Tags }) => {
      const tags = readTags(Tags);
      const policy = { name: PolicyName, path: Path, document: PolicyDocument, description: Description, tags };
      return { Policy: fullView(roles, policies.create(policy)) };
    },
  ),
  DeletePolicy: remove(roles, policies),
  GetPolicy: operation<GetPolicyRequest, object>(['PolicyArn'], ({ PolicyArn = '' }) => ({
    Policy: fullView(roles, policies.get(PolicyArn)),
  })),
  ListPolicies: list(roles, policies),
  ...versions(policies),
});

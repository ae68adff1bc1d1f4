import type {
  AttachRolePolicyRequest,
  DeleteRolePolicyRequest,
  DetachRolePolicyRequest,
  GetRolePolicyRequest,
  ListAttachedRolePoliciesRequest,
  ListRolePoliciesRequest,
  PutRolePolicyRequest,
} from '@aws-sdk/client-iam';
import { type Operation, operation } from '../../kernel/operation.ts';
import type { ManagedPolicies } from '../managed-policies.ts';
import type { Roles } from '../roles.ts';
import { encodeDocument } from './encode-document.ts';
import { listPage } from './marker.ts';

/** The policies of roles: inline ones and attached ones. */
export const rolePolicyOperations = (roles: Roles, policies: ManagedPolicies): Readonly<Record<string, Operation>> => ({
  AttachRolePolicy: operation<AttachRolePolicyRequest, undefined>(
    ['RoleName', 'PolicyArn'],
    ({ RoleName = '', PolicyArn = '' }) => void roles.attach(RoleName, PolicyArn),
  ),
  DeleteRolePolicy: operation<DeleteRolePolicyRequest, undefined>(
    ['RoleName', 'PolicyName'],
    ({ RoleName = '', PolicyName = '' }) => void roles.removeInline(RoleName, PolicyName),
  ),
  DetachRolePolicy: operation<DetachRolePolicyRequest, undefined>(
    ['RoleName', 'PolicyArn'],
    ({ RoleName = '', PolicyArn = '' }) => void roles.detach(RoleName, PolicyArn),
  ),
  GetRolePolicy: operation<GetRolePolicyRequest, object>(
    ['RoleName', 'PolicyName'],
    ({ RoleName = '', PolicyName = '' }) => ({
      RoleName,
      PolicyName,
      PolicyDocument: encodeDocument(roles.inline(RoleName, PolicyName)),
    }),
  ),
  ListAttachedRolePolicies: operation<ListAttachedRolePoliciesRequest, object>(
    ['RoleName', 'PathPrefix', 'Marker', 'MaxItems'],
    (input) => {
      const attached = roles.get(input.RoleName ?? '').attached.map((arn) => policies.get(arn));
      const { items, rest } = listPage(
        attached.filter(({ path }) => path.startsWith(input.PathPrefix ?? '/')),
        input,
      );
      return { AttachedPolicies: items.map(({ name, arn }) => ({ PolicyName: name, PolicyArn: arn })), ...rest };
    },
  ),
  ListRolePolicies: operation<ListRolePoliciesRequest, object>(['RoleName', 'Marker', 'MaxItems'], (input) => {
    const { items, rest } = listPage(Object.keys(roles.get(input.RoleName ?? '').inline).sort(), input);
    return { PolicyNames: items, ...rest };
  }),
  PutRolePolicy: operation<PutRolePolicyRequest, undefined>(
    ['RoleName', 'PolicyName', 'PolicyDocument'],
    ({ RoleName = '', PolicyName = '', PolicyDocument = '' }) =>
      void roles.putInline(RoleName, PolicyName, PolicyDocument),
  ),
});

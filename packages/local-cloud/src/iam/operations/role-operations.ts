import type {
  CreateRoleRequest,
  DeleteRolePermissionsBoundaryRequest,
  DeleteRoleRequest,
  GetRoleRequest,
  ListRolesRequest,
  ListRoleTagsRequest,
  PutRolePermissionsBoundaryRequest,
  TagRoleRequest,
  UntagRoleRequest,
  UpdateAssumeRolePolicyRequest,
  UpdateRoleRequest,
} from '@aws-sdk/client-iam';
import { type Operation, operation } from '../../kernel/operation.ts';
import type { Role } from '../role.ts';
import type { Roles } from '../roles.ts';
import { encodeDocument } from './encode-document.ts';
import { listPage } from './marker.ts';
import { mergeTags, readTags } from './tags.ts';

const roleView = (role: Role): object => ({
  Path: role.path,
  RoleName: role.name,
  RoleId: role.id,
  Arn: role.arn,
  CreateDate: new Date(role.createdAt),
  AssumeRolePolicyDocument: encodeDocument(role.trust),
  Description: role.description === '' ? undefined : role.description,
  MaxSessionDuration: role.maxSessionSeconds,
});

const fullView = (role: Role): object => ({
  ...roleView(role),
  PermissionsBoundary:
    role.boundaryArn === undefined
      ? undefined
      : { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: role.boundaryArn },
  Tags: role.tags.length === 0 ? undefined : role.tags,
  RoleLastUsed: {},
});

const create = (roles: Roles): Operation =>
  operation<CreateRoleRequest, object>(
    [
      'Path',
      'RoleName',
      'AssumeRolePolicyDocument',
      'Description',
      'MaxSessionDuration',
      'PermissionsBoundary',
      'Tags',
    ],
    (input) => {
      const role = roles.create({
        name: input.RoleName ?? '',
        path: input.Path,
        trust: input.AssumeRolePolicyDocument ?? '',
        description: input.Description,
        maxSessionSeconds: input.MaxSessionDuration === undefined ? undefined : Number(input.MaxSessionDuration),
        boundaryArn: input.PermissionsBoundary,
        tags: readTags(input.Tags),
      });
      return { Role: fullView(role) };
    },
  );

const list = (roles: Roles): Operation =>
  operation<ListRolesRequest, object>(['PathPrefix', 'Marker', 'MaxItems'], (input) => {
    const chosen = roles.list().filter(({ path }) => path.startsWith(input.PathPrefix ?? '/'));
    const { items, rest } = listPage(chosen, input);
    return { Roles: items.map(roleView), ...rest };
  });

const update = (roles: Roles): Operation =>
  operation<UpdateRoleRequest, object>(['RoleName', 'Description', 'MaxSessionDuration'], (input) => {
    const { RoleName = '', Description, MaxSessionDuration } = input;
    roles.change(RoleName, {
      ...(Description === undefined ? {} : { description: Description }),
      ...(MaxSessionDuration === undefined ? {} : { maxSessionSeconds: Number(MaxSessionDuration) }),
    });
    return {};
  });

const tagging = (roles: Roles): Readonly<Record<string, Operation>> => ({
  ListRoleTags: operation<ListRoleTagsRequest, object>(['RoleName', 'Marker', 'MaxItems'], (input) => {
    const { items, rest } = listPage(roles.get(input.RoleName ?? '').tags, input);
    return { Tags: items, ...rest };
  }),
  TagRole: operation<TagRoleRequest, undefined>(['RoleName', 'Tags'], ({ RoleName = '', Tags }) => {
    roles.change(RoleName, { tags: mergeTags(roles.get(RoleName).tags, readTags(Tags)) });
  }),
  UntagRole: operation<UntagRoleRequest, undefined>(['RoleName', 'TagKeys'], ({ RoleName = '', TagKeys }) => {
    const keys = new Set(Array.isArray(TagKeys) ? TagKeys : []);
    roles.change(RoleName, { tags: roles.get(RoleName).tags.filter(({ Key }) => !keys.has(Key)) });
  }),
});

/** Roles themselves: trust, boundary, tags. */
export const roleOperations = (roles: Roles): Readonly<Record<string, Operation>> => ({
  CreateRole: create(roles),
  DeleteRole: operation<DeleteRoleRequest, undefined>(['RoleName'], ({ RoleName = '' }) => void roles.remove(RoleName)),
  DeleteRolePermissionsBoundary: operation<DeleteRolePermissionsBoundaryRequest, undefined>(
    ['RoleName'],
    ({ RoleName = '' }) => void roles.change(RoleName, { boundaryArn: undefined }),
  ),
  GetRole: operation<GetRoleRequest, object>(['RoleName'], ({ RoleName = '' }) => ({
    Role: fullView(roles.get(RoleName)),
  })),
  ListRoles: list(roles),
  PutRolePermissionsBoundary: operation<PutRolePermissionsBoundaryRequest, undefined>(
    ['RoleName', 'PermissionsBoundary'],
    ({ RoleName = '', PermissionsBoundary }) => void roles.change(RoleName, { boundaryArn: PermissionsBoundary }),
  ),
  UpdateAssumeRolePolicy: operation<UpdateAssumeRolePolicyRequest, undefined>(
    ['RoleName', 'PolicyDocument'],
    ({ RoleName = '', PolicyDocument = '' }) => void roles.change(RoleName, { trust: PolicyDocument }),
  ),
  UpdateRole: update(roles),
  ...tagging(roles),
});

import { AwsError } from '../../kernel/aws-error.ts';
import { type ResourceState, type ResourceType, resourceType } from '../../kernel/resource-type.ts';
import type { Role, Tag } from '../role.ts';
import type { Roles } from '../roles.ts';
import { documentSchema, documentText, tagsSchema } from './document-text.ts';

interface InlinePolicy {
  readonly PolicyName: string;
  readonly PolicyDocument: unknown;
}

interface Properties {
  readonly RoleName?: string;
  readonly Path?: string;
  readonly AssumeRolePolicyDocument: unknown;
  readonly Description?: string;
  readonly MaxSessionDuration?: number;
  readonly ManagedPolicyArns?: readonly string[];
  readonly PermissionsBoundary?: string;
  readonly Policies?: readonly InlinePolicy[];
  readonly Tags?: readonly Tag[];
}

const stateOf = ({ name, arn, id }: Role): ResourceState => ({
  physicalId: name,
  attributes: { Arn: arn, RoleId: id },
});

/** Brings the policies from what the template said before to what it says now; others, e.g. of AWS::IAM::Policy, stay. */
const syncPolicies = (roles: Roles, name: string, before: Partial<Properties>, after: Properties): void => {
  const { Policies = [], ManagedPolicyArns = [] } = after;
  const kept = new Set(Policies.map(({ PolicyName }) => PolicyName));
  const role = roles.get(name);
  for (const { PolicyName } of before.Policies ?? [])
    if (!kept.has(PolicyName) && role.inline[PolicyName] !== undefined) roles.removeInline(name, PolicyName);
  for (const { PolicyName, PolicyDocument } of Policies)
    roles.putInline(name, PolicyName, documentText(PolicyDocument));
  for (const arn of before.ManagedPolicyArns ?? [])
    if (!ManagedPolicyArns.includes(arn) && role.attached.includes(arn)) roles.detach(name, arn);
  for (const arn of ManagedPolicyArns) roles.attach(name, arn);
};

const strip = (roles: Roles, name: string): void => {
  const role = roles.get(name);
  for (const policyName of Object.keys(role.inline)) roles.removeInline(name, policyName);
  for (const arn of role.attached) roles.detach(name, arn);
  roles.remove(name);
};

const make = (roles: Roles, name: string, properties: Properties): Role => {
  roles.create({
    name,
    path: properties.Path,
    trust: documentText(properties.AssumeRolePolicyDocument),
    description: properties.Description,
    maxSessionSeconds: properties.MaxSessionDuration,
    boundaryArn: properties.PermissionsBoundary,
    tags: properties.Tags,
  });
  try {
    syncPolicies(roles, name, {}, properties);
  } catch (error) {
    strip(roles, name);
    throw error;
  }
  return roles.get(name);
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-role.html */
export const roleType = (roles: Roles): ResourceType =>
  resourceType<Properties>({
    typeName: 'AWS::IAM::Role',
    schema: {
      properties: {
        RoleName: { type: 'string' },
        Path: { type: 'string' },
        AssumeRolePolicyDocument: documentSchema,
        Description: { type: 'string' },
        MaxSessionDuration: { type: 'integer' },
        ManagedPolicyArns: { type: 'array', items: { type: 'string' }, uniqueItems: true },
        PermissionsBoundary: { type: 'string' },
        Policies: {
          type: 'array',
          items: {
            type: 'object',
            properties: { PolicyName: { type: 'string' }, PolicyDocument: documentSchema },
            required: ['PolicyName', 'PolicyDocument'],
          },
        },
        Tags: tagsSchema,
      },
      required: ['AssumeRolePolicyDocument'],
    },
    createOnly: ['RoleName', 'Path'],
    create: async (properties, { generateName }) =>
      stateOf(make(roles, properties.RoleName ?? generateName(64), properties)),
    update: async ({ physicalId, properties: before }, properties) => {
      roles.change(physicalId, {
        trust: documentText(properties.AssumeRolePolicyDocument),
        description: properties.Description ?? '',
        maxSessionSeconds: properties.MaxSessionDuration ?? 3600,
        boundaryArn: properties.PermissionsBoundary,
        tags: properties.Tags ?? [],
      });
      syncPolicies(roles, physicalId, before, properties);
      return stateOf(roles.get(physicalId));
    },
    remove: async ({ physicalId }) => {
      try {
        strip(roles, physicalId);
      } catch (error) {
        if (!(error instanceof AwsError) || error.code !== 'NoSuchEntity') throw error;
      }
    },
  });

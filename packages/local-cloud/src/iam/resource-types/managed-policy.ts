import { AwsError } from '../../kernel/aws-error.ts';
import { type ResourceState, type ResourceType, resourceType } from '../../kernel/resource-type.ts';
import type { ManagedPolicies } from '../managed-policies.ts';
import type { Roles } from '../roles.ts';
import { documentSchema, documentText } from './document-text.ts';

interface Properties {
  readonly ManagedPolicyName?: string;
  readonly Path?: string;
  readonly Description?: string;
  readonly PolicyDocument: unknown;
  readonly Roles?: readonly string[];
}

const attachTo = (roles: Roles, arn: string, names: readonly string[]): void => {
  for (const name of names) roles.attach(name, arn);
};

const detachFrom = (roles: Roles, arn: string, names: readonly string[]): void => {
  for (const name of names) if (roles.find(name)?.attached.includes(arn) === true) roles.detach(name, arn);
};

/** A new default version in place of the oldest one, if there are five. */
const replaceDocument = (policies: ManagedPolicies, arn: string, document: string): void => {
  const { versions, defaultVersionId } = policies.get(arn);
  const oldest = versions.find(({ id }) => id !== defaultVersionId);
  if (versions.length >= 5 && oldest !== undefined) policies.removeVersion(arn, oldest.id);
  policies.addVersion(arn, document, true);
};

const removeWhole = (policies: ManagedPolicies, arn: string): void => {
  const { versions, defaultVersionId } = policies.get(arn);
  for (const { id } of versions) if (id !== defaultVersionId) policies.removeVersion(arn, id);
  policies.remove(arn);
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-managedpolicy.html */
export const managedPolicyType = (roles: Roles, policies: ManagedPolicies): ResourceType => {
  const stateOf = (arn: string): ResourceState => ({
    physicalId: arn,
    attributes: { PolicyArn: arn, PolicyId: policies.get(arn).id },
  });
  return resourceType<Properties>({
    typeName: 'AWS::IAM::ManagedPolicy',
    schema: {
      properties: {
        ManagedPolicyName: { type: 'string' },
        Path: { type: 'string' },
        Description: { type: 'string' },
        PolicyDocument: documentSchema,
        Roles: { type: 'array', items: { type: 'string' }, uniqueItems: true },
      },
      required: ['PolicyDocument'],
    },
    createOnly: ['ManagedPolicyName', 'Path', 'Description'],
    create: async (properties, { generateName }) => {
      const { arn } = policies.create({
        name: properties.ManagedPolicyName ?? generateName(128),
        path: properties.Path,
        description: properties.Description,
        document: documentText(properties.PolicyDocument),
      });
      try {
        attachTo(roles, arn, properties.Roles ?? []);
      } catch (error) {
        detachFrom(roles, arn, properties.Roles ?? []);
        policies.remove(arn);
        throw error;
      }
      return stateOf(arn);
    },
    update: async ({ physicalId: arn, properties: before }, properties) => {
      const { Roles: names = [] } = properties;
      replaceDocument(policies, arn, documentText(properties.PolicyDocument));
      attachTo(roles, arn, names);
      detachFrom(
        roles,
        arn,
        (before.Roles ?? []).filter((name) => !names.includes(name)),
      );
      return stateOf(arn);
    },
    remove: async ({ physicalId: arn, properties }) => {
      detachFrom(roles, arn, properties.Roles ?? []);
      const holder = roles.list().find(({ attached }) => attached.includes(arn));
      if (holder !== undefined)
        throw new AwsError('DeleteConflict', `Cannot delete a policy attached to entities (${holder.name}).`, {
          status: 409,
        });
      try {
        removeWhole(policies, arn);
      } catch (error) {
        if (!(error instanceof AwsError) || error.code !== 'NoSuchEntity') throw error;
      }
    },
  });
};

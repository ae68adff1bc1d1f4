import { type ResourceType, resourceType } from '../../kernel/resource-type.ts';
import type { Roles } from '../roles.ts';
import { documentSchema, documentText } from './document-text.ts';

interface Properties {
  readonly PolicyName: string;
  readonly PolicyDocument: unknown;
  readonly Roles: readonly string[];
}

const put = (roles: Roles, { PolicyName, PolicyDocument, Roles: names }: Properties): void => {
  for (const name of names) roles.putInline(name, PolicyName, documentText(PolicyDocument));
};

/** A role that is gone took its policies with it. */
const takeAway = (roles: Roles, { PolicyName }: Properties, names: readonly string[]): void => {
  for (const name of names)
    if (roles.find(name)?.inline[PolicyName] !== undefined) roles.removeInline(name, PolicyName);
};

/**
 * An inline policy of roles. Users and Groups are not supported.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-policy.html
 */
export const policyType = (roles: Roles): ResourceType =>
  resourceType<Properties>({
    typeName: 'AWS::IAM::Policy',
    schema: {
      properties: {
        PolicyName: { type: 'string' },
        PolicyDocument: documentSchema,
        Roles: { type: 'array', items: { type: 'string' }, minItems: 1, uniqueItems: true },
      },
      required: ['PolicyName', 'PolicyDocument', 'Roles'],
    },
    createOnly: [],
    create: async (properties, { generateName }) => {
      put(roles, properties);
      const physicalId = generateName(64);
      return { physicalId, attributes: { Id: physicalId } };
    },
    update: async ({ physicalId, attributes, properties: before }, properties) => {
      put(roles, properties);
      const isRenamed = before.PolicyName !== properties.PolicyName;
      takeAway(
        roles,
        before,
        before.Roles.filter((name) => isRenamed || !properties.Roles.includes(name)),
      );
      return { physicalId, attributes };
    },
    remove: async ({ properties }) => takeAway(roles, properties, properties.Roles),
  });

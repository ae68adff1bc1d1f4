import { resourceType } from '../../kernel/resource-type.ts';

/**
 * `AWS::CloudFormation::WaitConditionHandle` without a wait condition: a resource in which nothing is, as templates use it to stay
 * valid without any other. Ref gives a name, not a presigned URL, for there is nothing to signal to.
 */
export const waitConditionHandle = resourceType({
  typeName: 'AWS::CloudFormation::WaitConditionHandle',
  schema: { properties: {} },
  createOnly: [],
  create: async (_properties, { generateName }) => ({ physicalId: generateName(128), attributes: {} }),
  update: async ({ physicalId, attributes }) => ({ physicalId, attributes }),
  remove: async () => undefined,
});

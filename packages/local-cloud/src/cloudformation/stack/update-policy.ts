import { AwsError, UnsupportedError } from '../../kernel/aws-error.ts';
import type { ResourceType } from '../../kernel/resource-type.ts';
import { schemaFaults } from '../properties/validate-properties.ts';
import { type Evaluate, noValue } from '../template/evaluate.ts';
import { isMap, type JsonMap } from '../template/json.ts';
import type { ResourceDeclaration } from '../template/template.ts';

/**
 * What a resource's UpdatePolicy says in the member that its type honours, evaluated; undefined if it says nothing.
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-updatepolicy.html
 * @throws AwsError ValidationError; UnsupportedError names a member that the type does not honour
 */
export const evaluateUpdatePolicy = (
  type: ResourceType,
  logicalId: string,
  { updatePolicy }: Pick<ResourceDeclaration, 'updatePolicy'>,
  evaluate: Evaluate,
): JsonMap | undefined => {
  if (updatePolicy === undefined) return undefined;
  const evaluated = evaluate(updatePolicy);
  if (evaluated === noValue || !isMap(evaluated)) return undefined;
  const { [type.updatePolicy?.member ?? '']: policy, ...others } = evaluated;
  const [stranger] = Object.keys(others);
  if (stranger !== undefined) throw new UnsupportedError(`the UpdatePolicy ${stranger} of the resource ${logicalId}`);
  if (policy === undefined || type.updatePolicy === undefined) return undefined;
  const faults = schemaFaults(type.updatePolicy.schema, policy);
  if (faults.length > 0)
    throw new AwsError(
      'ValidationError',
      `UpdatePolicy validation failed for resource ${logicalId} (${type.typeName}) with message:\n${faults.join('\n')}`,
    );
  return policy as JsonMap;
};

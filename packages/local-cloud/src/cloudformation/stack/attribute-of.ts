import { isMap, type JsonMap } from '../template/json.ts';
import { templateError } from '../template/template-error.ts';

/**
 * An attribute by its name, which may have dots (`Endpoint.Address`).
 * @throws AwsError ValidationError if the resource has none of that name
 */
export const attributeOf = (logicalId: string, attributes: JsonMap, name: string): unknown => {
  const nested = name.split('.').reduce<unknown>((value, key) => (isMap(value) ? value[key] : undefined), attributes);
  const value = attributes[name] ?? nested;
  if (value === undefined)
    throw templateError(`resource ${logicalId} does not support attribute type ${name} in Fn::GetAtt`);
  return value;
};

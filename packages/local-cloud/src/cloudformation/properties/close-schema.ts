import { isMap, type JsonMap } from '../template/json.ts';

const combinators = new Set(['allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else', 'dependentSchemas']);

const mapValues = (map: JsonMap, change: (value: unknown) => unknown): JsonMap =>
  Object.fromEntries(Object.entries(map).map(([key, value]) => [key, change(value)]));

const closeMember = (key: string, value: unknown, declaresProperties: boolean): unknown => {
  if (key === 'enum' || key === 'const' || key === 'default') return value;
  if ((key === 'properties' || key === 'patternProperties') && isMap(value)) return mapValues(value, closeSchema);
  // Branches of a schema that declares its own properties only constrain them further: closed, each would refuse the others'.
  if (combinators.has(key) && declaresProperties) return value;
  if (Array.isArray(value)) return value.map(closeSchema);
  return isMap(value) ? closeSchema(value) : value;
};

/** Adds `additionalProperties: false` at every object that declares properties, as CloudFormation's registry has it. */
export const closeSchema = (schema: unknown): unknown => {
  if (!isMap(schema)) return schema;
  const declares = isMap(schema['properties']);
  const closed = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, closeMember(key, value, declares)]),
  );
  const isOpen = 'additionalProperties' in schema || 'patternProperties' in schema || 'unevaluatedProperties' in schema;
  return declares && !isOpen ? { ...closed, additionalProperties: false } : closed;
};

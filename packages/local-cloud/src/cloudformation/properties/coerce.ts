import { isMap, type JsonMap } from '../template/json.ts';

const numberPattern = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

const typesOf = (schema: JsonMap): readonly unknown[] => [schema['type'] ?? []].flat();

const hasType = (value: unknown, type: unknown): boolean => {
  if (type === 'integer') return Number.isInteger(value);
  if (type === 'array') return Array.isArray(value);
  return type === 'object' ? isMap(value) : typeof value === type;
};

const coerceScalar = (value: unknown, types: readonly unknown[]): unknown => {
  if (types.length === 0 || types.some((type) => hasType(value, type))) return value;
  const isText = typeof value === 'string';
  if (isText && types.includes('boolean') && (value === 'true' || value === 'false')) return value === 'true';
  if (isText && (types.includes('number') || types.includes('integer')) && numberPattern.test(value)) {
    const number = Number(value);
    return types.includes('number') || Number.isInteger(number) ? number : value;
  }
  if (types.includes('string') && (typeof value === 'number' || typeof value === 'boolean')) return String(value);
  return value;
};

const branchesOf = (schema: JsonMap): readonly JsonMap[] =>
  ['allOf', 'anyOf', 'oneOf'].flatMap((key) => (Array.isArray(schema[key]) ? (schema[key] as JsonMap[]) : []));

const memberSchema = (schema: JsonMap, key: string): unknown => {
  const { properties, patternProperties, additionalProperties } = schema;
  if (isMap(properties) && Object.hasOwn(properties, key)) return properties[key];
  const patterns = isMap(patternProperties) ? Object.entries(patternProperties) : [];
  return patterns.find(([pattern]) => new RegExp(pattern).test(key))?.[1] ?? additionalProperties;
};

const coerceOwn = (value: unknown, schema: JsonMap): unknown => {
  if (Array.isArray(value)) return value.map((item) => coerce(item, schema['items']));
  if (!isMap(value)) return coerceScalar(value, typesOf(schema));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, coerce(item, memberSchema(schema, key))]));
};

/**
 * Gives scalars the type that the schema asks for, as CloudFormation does: `"true"` -> `true`, `"5"` -> `5`, `5` -> `"5"`. What does
 * not fit stays, for the validation to refuse.
 */
export const coerce = (value: unknown, schema: unknown): unknown => {
  if (!isMap(schema)) return value;
  return branchesOf(schema).reduce((coerced, branch) => coerce(coerced, branch), coerceOwn(value, schema));
};

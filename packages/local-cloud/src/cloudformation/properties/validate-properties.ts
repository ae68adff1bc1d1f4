import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import type { PropertySchema, ResourceType } from '../../kernel/resource-type.ts';
import { isUnresolved, unresolved } from '../template/evaluate.ts';
import { closeSchema } from './close-schema.ts';

const ajv = new Ajv({ allErrors: true, strict: false, verbose: true, validateFormats: false });
const validators = new WeakMap<object, ValidateFunction>();

const validatorOf = (schema: object): ValidateFunction => {
  const known = validators.get(schema);
  if (known !== undefined) return known;
  const validator = ajv.compile(closeSchema({ type: 'object', ...schema }) as object);
  validators.set(schema, validator);
  return validator;
};

const combinators = new Set(['anyOf', 'oneOf', 'not', 'if', 'contains', 'uniqueItems', 'const', 'enum']);

/** Errors that may vanish once the unresolved values are known. */
const openPaths = (errors: readonly ErrorObject[]): readonly string[] =>
  errors
    .filter(({ keyword, data }) => data === unresolved || (combinators.has(keyword) && isUnresolved(data)))
    .map(({ instancePath }) => instancePath);

const isUnder = (path: string, parent: string): boolean => path === parent || path.startsWith(`${parent}/`);

const jsonType = (value: unknown): string => {
  if (Array.isArray(value)) return 'JSONArray';
  if (typeof value === 'object') return 'JSONObject';
  if (typeof value === 'number') return Number.isInteger(value) ? 'Integer' : 'Number';
  return typeof value === 'boolean' ? 'Boolean' : 'String';
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The wording of CloudFormation's own property validation. */
const describe = ({ keyword, params, data, instancePath, message }: ErrorObject): string => {
  const at = `#${instancePath}`;
  const detail = params as Readonly<Record<string, unknown>>;
  if (keyword === 'additionalProperties')
    return `${at}: extraneous key [${String(detail['additionalProperty'])}] is not permitted`;
  if (keyword === 'required') return `${at}: required key [${String(detail['missingProperty'])}] not found`;
  if (keyword === 'type')
    return `${at}: expected type: ${[detail['type']].flat().map(String).map(capital).join(', ')}, found: ${jsonType(data)}`;
  if (keyword === 'enum') return `${at}: ${String(data)} is not a valid enum value`;
  return `${at}: failed validation constraint for keyword [${keyword}]: ${message ?? ''}`;
};

/**
 * Every fault of a value, each with its path, e.g. `#/RedrivePolicy: extraneous key [x] is not permitted`. What is not known yet
 * ({@link unresolved}) is taken to be right.
 */
export const schemaFaults = (schema: ResourceType['schema'] | PropertySchema, value: unknown): readonly string[] => {
  const validate = validatorOf(schema);
  if (validate(value)) return [];
  const errors = validate.errors ?? [];
  const open = openPaths(errors);
  return errors.filter(({ instancePath }) => !open.some((path) => isUnder(instancePath, path))).map(describe);
};

/** Every fault of a resource's properties. */
export const propertyFaults = ({ schema }: ResourceType, properties: unknown): readonly string[] =>
  schemaFaults(schema, properties);

/** The message of a resource whose properties are wrong; tools look for how it begins. */
export const describeFaults = (logicalId: string, typeName: string, faults: readonly string[]): string =>
  `Properties validation failed for resource ${logicalId} (${typeName}) with message:\n${faults.join('\n')}`;

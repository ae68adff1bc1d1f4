import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import type { ResourceType } from '../../kernel/resource-type.ts';
import { isUnresolved, unresolved } from '../template/evaluate.ts';
import { closeSchema } from './close-schema.ts';

const ajv = new Ajv({ allErrors: true, strict: false, verbose: true, validateFormats: false });
const validators = new WeakMap<ResourceType, ValidateFunction>();

const validatorOf = (type: ResourceType): ValidateFunction => {
  const known = validators.get(type);
  if (known !== undefined) return known;
  const validator = ajv.compile(closeSchema({ type: 'object', ...type.schema }) as object);
  validators.set(type, validator);
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
 * Every fault of a resource's properties, each with its path, e.g. `#/RedrivePolicy: extraneous key [x] is not permitted`. Values
 * that are not known yet ({@link unresolved}) are taken to be right.
 */
export const propertyFaults = (type: ResourceType, properties: unknown): readonly string[] => {
  const validate = validatorOf(type);
  if (validate(properties)) return [];
  const errors = validate.errors ?? [];
  const open = openPaths(errors);
  return errors.filter(({ instancePath }) => !open.some((path) => isUnder(instancePath, path))).map(describe);
};

/** The message of a resource whose properties are wrong; tools look for how it begins. */
export const describeFaults = (logicalId: string, typeName: string, faults: readonly string[]): string =>
  `Properties validation failed for resource ${logicalId} (${typeName}) with message:\n${faults.join('\n')}`;

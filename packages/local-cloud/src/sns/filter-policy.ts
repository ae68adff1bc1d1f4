import { BlockList, isIP } from 'node:net';
import { UnsupportedError } from '../kernel/aws-error.ts';
import { invalidParameter } from './sns-error.ts';
import type { Attributes } from './topic.ts';

/** Judges whether a subscriber wants a message. */
export type Filter = (message: { readonly message: string; readonly attributes: Attributes }) => boolean;

/** Judges the values under one key; none if the key is not there. */
type Condition = (values: readonly unknown[]) => boolean;

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const text = (operator: string, operand: unknown): string => {
  if (typeof operand === 'string') return operand;
  throw invalidParameter(`FilterPolicy: ${operator} match pattern must be a string`);
};

const comparisons: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  '=': (value, bound) => value === bound,
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
};

type Test = (value: unknown) => boolean;

const numericTest = (operand: unknown): Test => {
  const parts = Array.isArray(operand) ? operand : [];
  if (parts.length !== 2 && parts.length !== 4)
    throw invalidParameter('FilterPolicy: Value of numeric must be an array of comparisons');
  const tests = [0, 2]
    .filter((at) => at < parts.length)
    .map((at) => {
      const [sign, bound] = [comparisons[String(parts[at])], parts[at + 1]];
      if (sign === undefined || typeof bound !== 'number')
        throw invalidParameter(`FilterPolicy: Unrecognized numeric range operator: ${parts[at]}`);
      return (value: number) => sign(value, bound);
    });
  return (value) => typeof value === 'number' && tests.every((test) => test(value));
};

const cidrTest = (operand: unknown): Test => {
  const [address = '', bits = ''] = text('cidr', operand).split('/');
  const kind = isIP(address);
  if (kind === 0 || !/^\d+$/.test(bits)) throw invalidParameter('FilterPolicy: Malformed CIDR');
  const list = new BlockList();
  list.addSubnet(address, Number(bits), kind === 4 ? 'ipv4' : 'ipv6');
  return (value) =>
    typeof value === 'string' && isIP(value) === kind && list.check(value, kind === 4 ? 'ipv4' : 'ipv6');
};

/** What `anything-but` keeps out: values, or what another operator matches. */
const butTest = (operand: unknown): Test => {
  const kept = Array.isArray(operand) ? operand : [operand];
  const tests = kept.map(testOf);
  return (value) => tests.every((test) => !test(value));
};

const operators: Readonly<Record<string, (operand: unknown) => Test>> = {
  prefix: (operand) => {
    const start = text('prefix', operand);
    return (value) => typeof value === 'string' && value.startsWith(start);
  },
  suffix: (operand) => {
    const end = text('suffix', operand);
    return (value) => typeof value === 'string' && value.endsWith(end);
  },
  'equals-ignore-case': (operand) => {
    const wanted = text('equals-ignore-case', operand).toLowerCase();
    return (value) => typeof value === 'string' && value.toLowerCase() === wanted;
  },
  numeric: numericTest,
  cidr: cidrTest,
  'anything-but': butTest,
};

/** A single pattern: a literal, or an object of one operator. */
const testOf = (pattern: unknown): Test => {
  if (!isObject(pattern)) return (value) => value === pattern;
  const [[name, operand] = ['', undefined], ...rest] = Object.entries(pattern);
  const operator = operators[name];
  if (operator === undefined) throw new UnsupportedError(`the operator ${name} of an SNS filter policy`);
  if (rest.length > 0) throw invalidParameter('FilterPolicy: Only one key allowed in match expression');
  return operator(operand);
};

const conditionOf = (pattern: unknown): Condition => {
  const wanted = isObject(pattern) ? pattern['exists'] : undefined;
  if (typeof wanted === 'boolean') return (values) => values.length > 0 === wanted;
  const test = testOf(pattern);
  return (values) => values.some(test);
};

/** Patterns under a key are alternatives. */
const anyOf = (patterns: readonly unknown[]): Condition => {
  if (patterns.length === 0) throw invalidParameter('FilterPolicy: Empty arrays are not allowed');
  const conditions = patterns.map(conditionOf);
  return (values) => conditions.some((condition) => condition(values));
};

type Match = (document: unknown) => boolean;

const valuesAt = (document: unknown, key: string): readonly unknown[] => {
  const value = isObject(document) ? document[key] : undefined;
  if (value === undefined) return [];
  return Array.isArray(value) ? value.flat(Number.POSITIVE_INFINITY) : [value];
};

const compileKey = (key: string, pattern: unknown): Match => {
  if (Array.isArray(pattern) && key === '$or') {
    const ways = pattern.map((each) => compile(each));
    return (document) => ways.some((way) => way(document));
  }
  if (Array.isArray(pattern)) {
    const condition = anyOf(pattern);
    return (document) => condition(valuesAt(document, key));
  }
  if (!isObject(pattern)) throw invalidParameter(`FilterPolicy: "${key}" must be an object or an array`);
  const inner = compile(pattern);
  return (document) => valuesAt(document, key).some(inner) || (valuesAt(document, key).length === 0 && inner({}));
};

/** All keys of a policy must match. */
const compile = (policy: unknown): Match => {
  if (!isObject(policy)) throw invalidParameter('FilterPolicy: Filter policy must be an object');
  const matches = Object.entries(policy).map(([key, pattern]) => compileKey(key, pattern));
  return (document) => matches.every((match) => match(document));
};

const attributeValue = ({ DataType, StringValue = '' }: Attributes[string]): unknown => {
  if (DataType === 'Number') return Number(StringValue);
  if (DataType !== 'String.Array') return DataType.startsWith('String') ? StringValue : undefined;
  return parse(StringValue) ?? StringValue;
};

const parse = (json: string): unknown => {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
};

const attributeDocument = (attributes: Attributes): Json =>
  Object.fromEntries(Object.entries(attributes).map(([name, attribute]) => [name, attributeValue(attribute)]));

/**
 * Compiles a filter policy.
 * Source: https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html
 * @param scope MessageAttributes or MessageBody
 * @throws AwsError InvalidParameter; UnsupportedError naming an operator
 */
export const compileFilter = (policy: string, scope: string): Filter => {
  const parsed = parse(policy);
  if (parsed === undefined) throw invalidParameter('FilterPolicy: failed to parse JSON.');
  const isNested = Object.values(parsed as Json).some(isObject);
  if (scope !== 'MessageBody' && isNested) {
    throw invalidParameter('Filter policy scope MessageAttributes does not support nested filter policy');
  }
  const match = compile(parsed);
  if (scope !== 'MessageBody') return ({ attributes }) => match(attributeDocument(attributes));
  return ({ message }) => {
    const document = parse(message);
    return isObject(document) && match(document);
  };
};

import { BlockList, isIP } from 'node:net';
import { isObject, isScalar, type Matcher, PatternError } from './matcher.ts';
import { compileNumeric } from './numeric.ts';
import { compileWildcard } from './wildcard.ts';

const onText =
  (test: (text: string) => boolean): Matcher =>
  (value) =>
    typeof value === 'string' && test(value);

const text = (given: unknown, of: string): string => {
  if (typeof given === 'string') return given;
  throw new PatternError(`${of} match pattern must be a string`);
};

const nonEmpty = (given: unknown, of: string): string => {
  if (given === '') throw new PatternError(`Null ${of} not allowed`);
  return text(given, of);
};

/** `{"prefix": "a"}` or `{"prefix": {"equals-ignore-case": "a"}}`; suffix alike. */
const compileEnd = (given: unknown, of: 'prefix' | 'suffix'): Matcher => {
  const test = of === 'prefix' ? 'startsWith' : 'endsWith';
  if (!isObject(given)) {
    const end = text(given, of);
    return onText((value) => value[test](end));
  }
  const [only, ...others] = Object.keys(given);
  if (only !== 'equals-ignore-case' || others.length > 0) throw new PatternError(`Unsupported ${of} pattern: ${only}`);
  const end = text(given[only], of).toLowerCase();
  return onText((value) => value.toLowerCase()[test](end));
};

const compileIgnoreCase = (given: unknown): Matcher => {
  const wanted = text(given, 'equals-ignore-case').toLowerCase();
  return onText((value) => value.toLowerCase() === wanted);
};

const compileCidr = (given: unknown): Matcher => {
  const [address = '', length = ''] = text(given, 'cidr').split('/');
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  const bits = Number(length);
  if (isIP(address) === 0 || !/^\d+$/.test(length) || bits > (family === 'ipv6' ? 128 : 32)) {
    throw new PatternError("Malformed CIDR, one and only one '/' required");
  }
  const block = new BlockList();
  block.addSubnet(address, bits, family);
  return onText((value) => isIP(value) !== 0 && block.check(value, isIP(value) === 6 ? 'ipv6' : 'ipv4'));
};

const anythingButKinds: Readonly<Record<string, (given: unknown) => Matcher>> = {
  prefix: (given) => compileEnd(nonEmpty(given, 'prefix'), 'prefix'),
  suffix: (given) => compileEnd(nonEmpty(given, 'suffix'), 'suffix'),
  wildcard: (given) => onText(compileWildcard(text(given, 'wildcard'))),
  'equals-ignore-case': compileIgnoreCase,
};

/** Any one of them. */
const oneOf = (given: unknown, compile: (each: unknown) => Matcher): Matcher => {
  const matchers = (Array.isArray(given) ? given : [given]).map(compile);
  if (matchers.length === 0) throw new PatternError('Empty arrays are not allowed');
  return (value) => matchers.some((matches) => matches(value));
};

const equals = (wanted: unknown): Matcher => {
  if (!isScalar(wanted)) throw new PatternError('Inside anything-but list, must be a number or string.');
  return (value) => value === wanted;
};

/** A value that is there and is none of these. */
const compileAnythingBut = (given: unknown): Matcher => {
  const excluded = isObject(given) ? compileAnythingButObject(given) : oneOf(given, equals);
  return (value) => value !== undefined && !isObject(value) && !excluded(value);
};

const compileAnythingButObject = (given: Readonly<Record<string, unknown>>): Matcher => {
  const [kind = '', ...others] = Object.keys(given);
  const compile = anythingButKinds[kind];
  if (compile === undefined || others.length > 0) throw new PatternError(`Unsupported anything-but pattern: ${kind}`);
  return oneOf(given[kind], compile);
};

const compileExists = (given: unknown): Matcher => {
  if (typeof given !== 'boolean') throw new PatternError('exists match pattern must be either true or false.');
  return (value) => (value !== undefined && !isObject(value)) === given;
};

const kinds: Readonly<Record<string, (given: unknown) => Matcher>> = {
  prefix: (given) => compileEnd(given, 'prefix'),
  suffix: (given) => compileEnd(given, 'suffix'),
  'anything-but': compileAnythingBut,
  numeric: compileNumeric,
  exists: compileExists,
  cidr: compileCidr,
  'equals-ignore-case': compileIgnoreCase,
  wildcard: (given) => onText(compileWildcard(text(given, 'wildcard'))),
};

/**
 * One member of a leaf's array: a value to be equal to, or a comparison.
 * Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 * @throws PatternError
 */
export const compileLeaf = (given: unknown): Matcher => {
  if (isScalar(given)) return (value) => value === given;
  if (!isObject(given)) throw new PatternError('Match value must be String, number, true, false, or null');
  const [kind = '', ...others] = Object.keys(given);
  if (others.length > 0) throw new PatternError('Only one key allowed in match expression');
  const compile = kinds[kind];
  if (compile === undefined) throw new PatternError(`Unrecognized match type ${kind}`);
  return compile(given[kind]);
};

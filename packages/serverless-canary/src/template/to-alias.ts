import { isArn, isRef, literalArnOf, substitution, variableOf } from './find-references.ts';
import type { Target } from './target.ts';
import { isObject, type Json } from './template.ts';

/** What stood there says already which version or alias it means, and it is not ours. */
export class QualifiedError extends Error {}

const refuseQualified = (followedBy: string, { aliasName }: Target): boolean => {
  if (!followedBy.startsWith(':')) return false;
  const qualifier = /^:([\w$-]+)/.exec(followedBy)?.[1];
  if (qualifier === aliasName) return true;
  throw new QualifiedError(`names a version or alias already ("${followedBy.slice(0, 40)}")`);
};

/** Goes through a text; `replacement` gives what stands for the function when nothing of it is qualified yet. */
const replaceIn = (
  text: string,
  pattern: RegExp,
  target: Target,
  replacement: (match: string, attribute: string | undefined) => string,
): string =>
  text.replaceAll(pattern, (match: string, attribute: string | undefined, offset: number) =>
    refuseQualified(text.slice(offset + match.length), target) ? match : replacement(match, attribute),
  );

const inLiteral = (text: string, target: Target): string =>
  replaceIn(text, literalArnOf(target), target, (match) => `${match}:${target.aliasName}`);

const inSubstitution = (text: string, target: Target): string =>
  inLiteral(
    replaceIn(text, variableOf(target), target, (match, attribute) =>
      attribute ? `\${${target.aliasLogicalId}}` : `${match}:${target.aliasName}`,
    ),
    target,
  );

/** What follows the part `index` of a Fn::Join, as far as it is text. */
const after = (parts: readonly Json[], index: number, delimiter: string): string => {
  if (index + 1 >= parts.length) return '';
  const next = parts[index + 1];
  return delimiter + (typeof next === 'string' ? next : '?');
};

// Hoisted into each other: a value holds values.
const inJoin = (value: Json, target: Target): Json => {
  if (!Array.isArray(value) || typeof value[0] !== 'string' || !Array.isArray(value[1])) return within(value, target);
  const [delimiter, parts] = value as [string, readonly Json[]];
  const replaced = parts.map((part, index) => {
    const named = isRef(part, target) || part === target.functionName;
    const whole = named || isArn(part, target);
    if (!whole) return within(part, target);
    if (refuseQualified(after(parts, index, delimiter), target)) return part;
    if (named) return { 'Fn::Join': [':', [part, target.aliasName]] };
    return { Ref: target.aliasLogicalId };
  });
  return [delimiter, replaced];
};

const within = (value: Json, target: Target): Json => {
  if (Array.isArray(value)) return value.map((item) => toAlias(item, target));
  if (!isObject(value)) return toAlias(value, target);
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      name === 'Fn::Join' ? inJoin(item, target) : toAlias(item, target),
    ]),
  );
};

/**
 * `value`, a place that invokes the function, so that it invokes the alias. `Ref` of an alias is its ARN; what takes a function's
 * name also takes the ARN of an alias.
 * @throws {QualifiedError} if it names another version or alias
 */
export const toAlias = (value: Json, target: Target): Json => {
  if (isRef(value, target) || isArn(value, target) || value === target.functionName)
    return { Ref: target.aliasLogicalId };
  if (typeof value === 'string') return inLiteral(value, target);
  const sub = substitution(value);
  if (!sub) return Array.isArray(value) || isObject(value) ? within(value, target) : value;
  const text = inSubstitution(sub.text, target);
  return { 'Fn::Sub': sub.variables === undefined ? text : [text, toAlias(sub.variables, target)] };
};

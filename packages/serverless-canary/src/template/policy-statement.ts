import { hasReference } from './find-references.ts';
import type { Target } from './target.ts';
import { isObject, type Json, type JsonObject } from './template.ts';
import { QualifiedError, toAlias } from './to-alias.ts';

// The actions that take a qualified ARN where a function is called or where the caller is named.
// https://docs.aws.amazon.com/lambda/latest/dg/lambda-api-permissions-ref.html
const calls = /^(\*|lambda:(\*|Inv.*|AddPermission|RemovePermission))$/i;

const list = (value: Json | undefined): readonly Json[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

/** A statement of an IAM policy, wherever it stands. */
export const isStatement = (value: Json): value is JsonObject =>
  isObject(value) && typeof value['Effect'] === 'string' && ('Action' in value || 'NotAction' in value);

const isUnqualified = (resource: Json, target: Target): boolean => {
  if (!hasReference(resource, target)) return false;
  try {
    return JSON.stringify(toAlias(resource, target)) !== JSON.stringify(resource);
  } catch (error) {
    if (error instanceof QualifiedError) return false;
    throw error;
  }
};

const coversVersions = (resource: Json, target: Target): boolean =>
  hasReference(resource, target) && JSON.stringify(resource).includes(':*');

const withVersions = (resource: Json): Json => {
  if (isObject(resource) && Array.isArray(resource['Fn::If'])) {
    const [condition = '', yes = '', no = ''] = resource['Fn::If'] as readonly Json[];
    return { 'Fn::If': [condition, withVersions(yes), withVersions(no)] };
  }
  if (isObject(resource) && resource['Ref'] === 'AWS::NoValue') return resource;
  return { 'Fn::Join': ['', [resource, ':*']] };
};

/**
 * A statement that allows or denies to call the function: its aliases and versions count like the function itself. An ARN without
 * qualifier does not match one with it.
 */
export const widenStatement = (statement: JsonObject, target: Target): JsonObject => {
  if (!list(statement['Action']).some((action) => typeof action === 'string' && calls.test(action))) return statement;
  const widened = Object.entries(statement).map(([name, value]): [string, Json] => {
    if (name !== 'Resource' && name !== 'NotResource') return [name, value];
    const resources = list(value);
    if (resources.some((item) => coversVersions(item, target))) return [name, value];
    const more = resources.filter((item) => isUnqualified(item, target)).map(withVersions);
    return [name, more.length === 0 ? value : [...resources, ...more]];
  });
  return Object.fromEntries(widened);
};

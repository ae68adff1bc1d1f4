import { isMap, type JsonMap } from '../template/json.ts';
import { validationError } from '../template/template-error.ts';
import type { ResourceChange } from './resource-change.ts';

const invalid = (message: string) => validationError(`Error validating stack policy: ${message}`);

const knownKeys = new Set(['Effect', 'Action', 'NotAction', 'Principal', 'Resource', 'NotResource', 'Condition']);

const checkStatement = (statement: unknown): JsonMap => {
  if (!isMap(statement)) throw invalid('Statement must be an object');
  const stranger = Object.keys(statement).find((key) => !knownKeys.has(key));
  if (stranger !== undefined) throw invalid(`Unknown field ${stranger}`);
  if (statement['Effect'] !== 'Allow' && statement['Effect'] !== 'Deny') throw invalid('Effect must be Allow or Deny');
  if (statement['Principal'] !== '*') throw invalid('Principal must be *');
  if ((statement['Action'] ?? statement['NotAction']) === undefined) throw invalid('Action is missing');
  return statement;
};

/** The statements of a stack policy. @throws AwsError ValidationError */
export const readStackPolicy = (body: string): readonly JsonMap[] => {
  let policy: unknown;
  try {
    policy = JSON.parse(body);
  } catch (cause) {
    throw invalid((cause as Error).message);
  }
  const statements = isMap(policy) ? policy['Statement'] : undefined;
  if (statements === undefined) throw invalid('Statement is missing');
  return [statements].flat().map(checkStatement);
};

const actionOf = ({ action, replacement }: ResourceChange): string => {
  if (action === 'Remove') return 'Update:Delete';
  return replacement === 'True' ? 'Update:Replace' : 'Update:Modify';
};

const fits = (pattern: unknown, text: string): boolean =>
  new RegExp(
    `^${String(pattern)
      .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
      .replace(/\*/g, '.*')}$`,
  ).test(text);

const fitsAny = (patterns: unknown, text: string): boolean => [patterns].flat().some((pattern) => fits(pattern, text));

const meets = (condition: unknown, type: string): boolean => {
  if (!isMap(condition)) return true;
  return Object.entries(condition).every(([operator, test]) => {
    if ((operator !== 'StringEquals' && operator !== 'StringLike') || !isMap(test)) return false;
    return Object.entries(test).every(([key, patterns]) => key === 'ResourceType' && fitsAny(patterns, type));
  });
};

const applies = (statement: JsonMap, change: ResourceChange): boolean => {
  const { Action, NotAction, Resource = '*', NotResource } = statement;
  const action = actionOf(change);
  const resource = `LogicalResourceId/${change.logicalId}`;
  const isAction = NotAction === undefined ? fitsAny(Action, action) : !fitsAny(NotAction, action);
  const isResource = NotResource === undefined ? fitsAny(Resource, resource) : !fitsAny(NotResource, resource);
  return isAction && isResource && meets(statement['Condition'], change.type);
};

/**
 * The change that a stack policy forbids, as a message; undefined if it lets all of them through. What no statement allows is denied.
 * Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/protect-stack-resources.html
 */
export const deniedByPolicy = (body: string, changes: readonly ResourceChange[]): string | undefined => {
  const statements = readStackPolicy(body);
  for (const change of changes) {
    if (change.action === 'Add') continue;
    const effects = statements
      .filter((statement) => applies(statement, change))
      .map((statement) => statement['Effect']);
    if (effects.includes('Deny') || !effects.includes('Allow'))
      return `Action denied by stack policy: ${actionOf(change)} of the resource ${change.logicalId} is not allowed`;
  }
  return undefined;
};

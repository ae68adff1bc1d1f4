import type { References } from '../settings/settings.ts';
import { hasReference, isArn, namesIt, refersTo, substitution } from './find-references.ts';
import { type Place, placeAt } from './places.ts';
import { isStatement, widenStatement } from './policy-statement.ts';
import type { Target } from './target.ts';
import { dependenciesOf, isObject, type Json, type JsonObject, type Resource, type Template } from './template.ts';
import { QualifiedError, toAlias } from './to-alias.ts';

interface Walk {
  readonly target: Target;
  readonly resource: Resource;
  readonly logicalId: string;
  readonly references: References;
  /** Places that cannot be moved, `<path> why`. */
  readonly problems: string[];
  /** Whether anything of the resource calls the alias now. */
  calls: boolean;
}

const unknown =
  'refers to the function, and whether that calls it cannot be told: say so in custom.canary.references, as alias or as function';

const rest = 'ServiceToken';

const why = (path: readonly string[]): string =>
  path[0] === rest
    ? `${unknown} (CloudFormation does not change the ServiceToken of a resource that is there)`
    : unknown;

const place = ({ resource, logicalId, references }: Walk, path: readonly string[]): Place | undefined => {
  const said = references[[logicalId, 'Properties', ...path].join('.')];
  if (said !== undefined) return { does: said === 'alias' ? 'invoke' : 'leave' };
  return placeAt(resource.Type, path);
};

const moved = (walk: Walk, value: Json, path: readonly string[]): Json => {
  try {
    const alias = toAlias(value, walk.target);
    walk.calls ||= JSON.stringify(alias) !== JSON.stringify(value);
    return alias;
  } catch (error) {
    if (!(error instanceof QualifiedError)) throw error;
    walk.problems.push(`${[walk.logicalId, 'Properties', ...path].join('.')} ${error.message}`);
    return value;
  }
};

const isJoin = (value: Json): boolean => isObject(value) && 'Fn::Join' in value;

const visit = (walk: Walk, value: Json, path: readonly string[]): Json => {
  if (!hasReference(value, walk.target) && !namesIt(path.at(-1), value, walk.target)) return value;
  if (isStatement(value)) return widenStatement(value, walk.target);
  const found = place(walk, path);
  if (found?.does === 'leave' || found?.does === 'qualifier') return value;
  if (found?.does === 'invoke') return moved(walk, value, path);
  if (typeof value === 'string' || refersTo(value, walk.target) || isJoin(value)) {
    walk.problems.push(`${[walk.logicalId, 'Properties', ...path].join('.')} ${why(path)}`);
    return value;
  }
  if (Array.isArray(value)) return value.map((item, index) => visit(walk, item, [...path, String(index)]));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, visit(walk, item, [...path, name])]));
};

const qualify = (walk: Walk, properties: JsonObject): JsonObject => {
  const { target, problems, logicalId } = walk;
  const qualified = { ...properties };
  for (const [name, value] of Object.entries(properties)) {
    const found = place(walk, [name]);
    if (found?.does !== 'qualifier' || !(namesIt(name, value, target) || hasReference(value, target))) continue;
    walk.calls = true;
    const before = properties[found.member] ?? '$LATEST';
    if (before === '$LATEST' || before === target.aliasName) qualified[found.member] = target.aliasName;
    else problems.push(`${logicalId}.Properties.${found.member} is ${JSON.stringify(before)} already`);
  }
  return qualified;
};

/** The alias by its name makes no dependency; its logical id does. */
const waitsForAlias = (resource: Resource, { aliasLogicalId }: Target): Resource => {
  if (JSON.stringify(resource.Properties).includes(aliasLogicalId)) return resource;
  return { ...resource, DependsOn: [...new Set([...dependenciesOf(resource), aliasLogicalId])] };
};

const moveResource = (walk: Walk): Resource => {
  const { resource, target } = walk;
  const before = resource.Properties ?? {};
  if (!hasReference(before, target)) return resource;
  const after = qualify(walk, visit(walk, before, []) as JsonObject);
  const next = { ...resource, Properties: after };
  return walk.calls ? waitsForAlias(next, target) : next;
};

/** The ARN of a function that is given out is there to be called. Its name is for metrics and logs, and stays. */
const moveOutput = (name: string, output: Json, target: Target, references: References): Json => {
  const value = isObject(output) ? output['Value'] : undefined;
  if (!isObject(output) || value === undefined || references[`Outputs.${name}.Value`] === 'function') return output;
  const sub = substitution(value)?.text;
  const given = isArn(value, target) || sub === `\${${target.logicalId}.Arn}`;
  return given ? { ...output, Value: toAlias(value, target) } : output;
};

/**
 * The template with everything that calls the function going to its alias.
 * @returns problems: the places, by path, that cannot be moved
 */
export const moveReferences = (
  template: Template,
  target: Target,
  references: References,
): { template: Template; problems: readonly string[] } => {
  const problems: string[] = [];
  const Resources = Object.fromEntries(
    Object.entries(template.Resources).map(([logicalId, resource]) => [
      logicalId,
      moveResource({ target, resource, logicalId, references, problems, calls: false }),
    ]),
  );
  const Outputs = Object.entries(template.Outputs ?? {}).map(([name, output]) => [
    name,
    moveOutput(name, output, target, references),
  ]);
  return {
    template: { ...template, Resources, ...(template.Outputs && { Outputs: Object.fromEntries(Outputs) }) },
    problems,
  };
};

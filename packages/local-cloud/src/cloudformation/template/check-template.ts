import { UnsupportedError } from '../../kernel/aws-error.ts';
import { findCycle } from './dependency-graph.ts';
import { conditionFunctions, intrinsics } from './intrinsics/intrinsics.ts';
import { isMap } from './json.ts';
import { isPseudoParameter, pseudoParameters } from './pseudo-parameters.ts';
import { referencesIn } from './references-in.ts';
import type { Template } from './template.ts';
import { formatError, validationError } from './template-error.ts';

const knownPseudo = pseudoParameters({ accountId: '', region: '', stackName: '', stackId: '' });

const refuseUnknownFunctions = (value: unknown, path: string, allowed: (name: string) => boolean): void => {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    if (key.startsWith('Fn::') && isMap(value) && !allowed(key))
      throw new UnsupportedError(`the intrinsic function ${key} at ${path}`);
    refuseUnknownFunctions(child, `${path}/${key}`, allowed);
  }
};

const checkFunctions = ({ resources, outputs, conditions }: Template): void => {
  const isIntrinsic = (name: string) => Object.hasOwn(intrinsics, name);
  for (const [id, { properties, updatePolicy }] of Object.entries(resources)) {
    refuseUnknownFunctions(properties, `/Resources/${id}/Properties`, isIntrinsic);
    refuseUnknownFunctions(updatePolicy, `/Resources/${id}/UpdatePolicy`, isIntrinsic);
  }
  refuseUnknownFunctions(outputs, '/Outputs', isIntrinsic);
  refuseUnknownFunctions(conditions, '/Conditions', (name) => isIntrinsic(name) || conditionFunctions.has(name));
};

/** Names in `value` that are neither parameter, pseudo parameter nor, unless `withResources` is false, resource. */
const danglingIn = (template: Template, value: unknown, withResources = true): readonly string[] =>
  referencesIn(value)
    .filter(({ name, attribute }) => {
      if (withResources && Object.hasOwn(template.resources, name)) return false;
      if (attribute !== undefined) return true;
      return isPseudoParameter(name) ? !knownPseudo.has(name) : !Object.hasOwn(template.parameters, name);
    })
    .map(({ name }) => name);

const unique = (names: readonly string[]): string => [...new Set(names)].join(', ');

const checkReferences = (template: Template): void => {
  const { resources, outputs, conditions } = template;
  const inResources = Object.values(resources).flatMap(({ properties, updatePolicy, dependsOn }) => [
    ...danglingIn(template, [properties, updatePolicy]),
    ...dependsOn.filter((name) => !Object.hasOwn(resources, name)),
  ]);
  if (inResources.length > 0)
    throw formatError(
      `Unresolved resource dependencies [${unique(inResources)}] in the Resources block of the template`,
    );
  const inOutputs = danglingIn(
    template,
    Object.values(outputs).flatMap(({ value, exportName }) => [value, exportName]),
  );
  if (inOutputs.length > 0)
    throw formatError(`Unresolved resource dependencies [${unique(inOutputs)}] in the Outputs block of the template`);
  const inConditions = danglingIn(template, conditions, false);
  if (inConditions.length > 0)
    throw formatError(
      `Unresolved dependencies [${unique(inConditions)}]. Cannot reference resources in the Conditions block of the template`,
    );
};

const conditionsUsedIn = (value: unknown): readonly string[] => {
  if (typeof value !== 'object' || value === null) return [];
  const branch = isMap(value) ? value['Fn::If'] : undefined;
  const used = Array.isArray(branch) && typeof branch[0] === 'string' ? [branch[0]] : [];
  return [...used, ...Object.values(value).flatMap(conditionsUsedIn)];
};

const checkConditions = ({ resources, outputs, conditions }: Template): void => {
  const owners = [...Object.entries(resources), ...Object.entries(outputs)];
  for (const [id, { condition, ...rest }] of owners) {
    const used = [...(condition === undefined ? [] : [condition]), ...conditionsUsedIn(rest)];
    const missing = used.find((name) => !Object.hasOwn(conditions, name));
    if (missing !== undefined) throw formatError(`Unresolved condition dependency ${missing} of ${id}`);
  }
};

/** Circles count over both branches of an Fn::If, whatever the conditions say. */
const checkCircles = ({ resources }: Template): void => {
  const graph = new Map(
    Object.entries(resources).map(([id, { properties, updatePolicy, dependsOn }]) => {
      const referred = referencesIn([properties, updatePolicy]).map(({ name }) => name);
      return [id, new Set([...dependsOn, ...referred].filter((name) => name in resources))];
    }),
  );
  const cycle = findCycle(graph);
  if (cycle !== undefined) throw validationError(`Circular dependency between resources: [${cycle.join(', ')}]`);
};

/**
 * Checks a whole template before anything of it is made: functions, references, conditions, circles, resource types.
 * @throws AwsError ValidationError; UnsupportedError names what the embedded cloud lacks
 */
export const checkTemplate = (template: Template, isKnownType: (typeName: string) => boolean): void => {
  const strangers = Object.entries(template.resources).filter(([, { type }]) => !isKnownType(type));
  if (strangers.length > 0) {
    const named = strangers.map(([id, { type }]) => `${type} (${id})`).join(', ');
    throw formatError(`Unrecognized resource types: [${named}]: the embedded cloud does not support them`);
  }
  checkFunctions(template);
  checkConditions(template);
  checkReferences(template);
  checkCircles(template);
};

import { createConditions } from '../template/conditions.ts';
import { type DependencyGraph, inOrder } from '../template/dependency-graph.ts';
import { createEvaluate, type Evaluate, type Scope } from '../template/evaluate.ts';
import { intrinsics } from '../template/intrinsics/intrinsics.ts';
import { parameterRef } from '../template/parameters.ts';
import { type Place, pseudoParameters } from '../template/pseudo-parameters.ts';
import { readTemplate } from '../template/read-template.ts';
import { referencesIn } from '../template/references-in.ts';
import type { OutputDeclaration, ResourceDeclaration, Template } from '../template/template.ts';
import { formatError, templateError } from '../template/template-error.ts';
import type { Deployment } from './stack.ts';

/** Where the values of resources come from: what exists, or what a plan knows of it. */
export interface ResourceValues {
  readonly ref: (logicalId: string) => unknown;
  readonly attribute: (logicalId: string, name: string) => unknown;
}

/** A template with its parameters bound and its conditions decided. */
export interface Model {
  readonly template: Template;
  /** The resources whose condition holds, each after all that it needs. */
  readonly desired: ReadonlyMap<string, ResourceDeclaration>;
  readonly outputs: ReadonlyMap<string, OutputDeclaration>;
  readonly graph: DependencyGraph;
  readonly condition: (name: string) => boolean;
  readonly evaluator: (resources: ResourceValues) => Evaluate;
}

type Exported = (name: string) => unknown;

const noResources: ResourceValues = {
  ref: (name) => {
    throw formatError(
      `Unresolved dependencies [${name}]. Cannot reference resources in the Conditions block of the template`,
    );
  },
  attribute: (name) => noResources.ref(name),
};

const createScope = (
  template: Template,
  deployment: Omit<Deployment, 'imports'>,
  place: Place,
  exported: Exported,
  resources: ResourceValues,
): Omit<Scope, 'condition'> => {
  const pseudo = pseudoParameters(place);
  return {
    region: place.region,
    ref: (name) => {
      if (pseudo.has(name)) return pseudo.get(name);
      const declaration = template.parameters[name];
      const value = deployment.parameters[name];
      return declaration === undefined || value === undefined ? resources.ref(name) : parameterRef(declaration, value);
    },
    attribute: resources.attribute,
    mapping: (map, top, second) => {
      const value = template.mappings[map]?.[top]?.[second];
      if (value === undefined) throw templateError(`Unable to get mapping for ${map}::${top}::${second}`);
      return value;
    },
    exported,
  };
};

const enabled = <Declaration extends { readonly condition?: string }>(
  declarations: Readonly<Record<string, Declaration>>,
  condition: (name: string) => boolean,
): ReadonlyMap<string, Declaration> =>
  new Map(Object.entries(declarations).filter(([, each]) => each.condition === undefined || condition(each.condition)));

const dependencies = (
  desired: ReadonlyMap<string, ResourceDeclaration>,
  template: Template,
  condition: (name: string) => boolean,
): DependencyGraph =>
  new Map(
    [...desired].map(([id, { properties, updatePolicy, dependsOn }]) => {
      const referred = referencesIn([properties, updatePolicy], condition).map(({ name }) => name);
      const absent = referred.filter((name) => name in template.resources && !desired.has(name));
      if (absent.length > 0)
        throw formatError(
          `Unresolved resource dependencies [${absent.join(', ')}] in the Resources block of the template`,
        );
      return [id, new Set([...referred, ...dependsOn].filter((name) => desired.has(name)))];
    }),
  );

/** An output may not refer to a resource whose condition does not hold. */
const checkOutputs = (
  outputs: ReadonlyMap<string, OutputDeclaration>,
  desired: ReadonlyMap<string, ResourceDeclaration>,
  template: Template,
  condition: (name: string) => boolean,
): void => {
  const absent = [...outputs.values()]
    .flatMap(({ value, exportName }) => referencesIn([value, exportName], condition))
    .filter(({ name }) => name in template.resources && !desired.has(name))
    .map(({ name }) => name);
  if (absent.length > 0)
    throw formatError(`Unresolved resource dependencies [${absent.join(', ')}] in the Outputs block of the template`);
};

/** @throws AwsError ValidationError */
export const createModel = (deployment: Omit<Deployment, 'imports'>, place: Place, exported: Exported): Model => {
  const template = readTemplate(deployment.templateBody);
  const scope = (resources: ResourceValues) => createScope(template, deployment, place, exported, resources);
  const condition = createConditions(template.conditions, scope(noResources));
  for (const name of Object.keys(template.conditions)) condition(name);
  const unordered = enabled(template.resources, condition);
  const graph = dependencies(unordered, template, condition);
  const desired = new Map(
    inOrder(graph).flatMap((id) => {
      const declaration = unordered.get(id);
      return declaration === undefined ? [] : [[id, declaration] as const];
    }),
  );
  const outputs = enabled(template.outputs, condition);
  checkOutputs(outputs, desired, template, condition);
  return {
    template,
    desired,
    outputs,
    graph,
    condition,
    evaluator: (resources) => createEvaluate(intrinsics, { ...scope(resources), condition }),
  };
};

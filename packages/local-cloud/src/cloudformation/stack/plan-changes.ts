import type { ResourceType } from '../../kernel/resource-type.ts';
import { isUnresolved, unresolved } from '../template/evaluate.ts';
import { canonicalJson, type JsonMap } from '../template/json.ts';
import { referencesIn } from '../template/references-in.ts';
import type { ResourceDeclaration } from '../template/template.ts';
import { validationError } from '../template/template-error.ts';
import { attributeOf } from './attribute-of.ts';
import { deriveProperties, type Engine, requireType } from './engine.ts';
import type { Model, ResourceValues } from './model.ts';
import { changedProperties } from './property-diff.ts';
import type { ChangeDetail, ResourceChange } from './resource-change.ts';
import type { Deployment } from './stack.ts';
import type { Instance, StackResource } from './stack-resource.ts';
import { evaluateUpdatePolicy } from './update-policy.ts';

/** What a deployment would do, evaluated as far as it can be before anything is made. */
export interface Plan {
  readonly changes: readonly ResourceChange[];
  /** The properties that each added or changed resource would get. */
  readonly properties: ReadonlyMap<string, JsonMap>;
  /** What resources are known to give under the plan. */
  readonly values: ResourceValues;
}

type Fate = 'same' | 'modified' | 'new';
type Resources = ReadonlyMap<string, StackResource>;

const plannedValues = (resources: Resources, fates: ReadonlyMap<string, Fate>): ResourceValues => {
  const instance = (logicalId: string): Instance | undefined => resources.get(logicalId)?.current;
  return {
    ref: (logicalId) => (fates.get(logicalId) === 'new' ? unresolved : (instance(logicalId)?.physicalId ?? unresolved)),
    attribute: (logicalId, name) => {
      const existing = instance(logicalId);
      if (existing === undefined || fates.get(logicalId) !== 'same') return unresolved;
      return attributeOf(logicalId, existing.attributes, name);
    },
  };
};

type Cause = Pick<ChangeDetail, 'evaluation' | 'changeSource' | 'causingEntity'>;

const causeOf = (source: unknown, model: Model, fates: ReadonlyMap<string, Fate>): Cause => {
  const cause = referencesIn(source, model.condition).find(({ name }) => (fates.get(name) ?? 'same') !== 'same');
  if (cause === undefined) return { evaluation: 'Static', changeSource: 'DirectModification' };
  const { name, attribute } = cause;
  return attribute === undefined
    ? { evaluation: 'Dynamic', changeSource: 'ResourceReference', causingEntity: name }
    : { evaluation: 'Dynamic', changeSource: 'ResourceAttribute', causingEntity: `${name}.${attribute}` };
};

const recreation = (type: ResourceType, name: string, isDynamic: boolean): ChangeDetail['requiresRecreation'] => {
  if (!type.createOnly.includes(name)) return 'Never';
  return isDynamic ? 'Conditionally' : 'Always';
};

const settingDetails = (
  existing: Instance,
  declaration: ResourceDeclaration,
  updatePolicy: JsonMap | undefined,
): readonly ChangeDetail[] => {
  const pairs = [
    ['Metadata', existing.metadata, declaration.metadata],
    ['DeletionPolicy', existing.deletionPolicy, declaration.deletionPolicy],
    ['UpdateReplacePolicy', existing.updateReplacePolicy, declaration.updateReplacePolicy],
    ['UpdatePolicy', existing.updatePolicy, updatePolicy],
  ] as const;
  return pairs
    .filter(([, before, after]) => canonicalJson(before) !== canonicalJson(after))
    .map(([attribute]) => ({
      attribute,
      requiresRecreation: 'Never',
      evaluation: 'Static',
      changeSource: 'DirectModification',
    }));
};

const replacementOf = (details: readonly ChangeDetail[]): 'True' | 'False' | 'Conditional' => {
  const needs = details.map(({ requiresRecreation }) => requiresRecreation);
  if (needs.includes('Always')) return 'True';
  return needs.includes('Conditionally') ? 'Conditional' : 'False';
};

const removalOf = ({ logicalId, type, current }: StackResource): ResourceChange => ({
  action: 'Remove',
  logicalId,
  physicalId: current?.physicalId,
  type,
  policyAction: current?.deletionPolicy === 'Delete' ? 'Delete' : 'Retain',
  details: [],
});

const refuseOtherTypes = (model: Model, resources: Resources): void => {
  const changed = [...model.desired].filter(([id, { type }]) => (resources.get(id)?.type ?? type) !== type);
  if (changed.length > 0)
    throw validationError(
      `Update of resource type is not permitted. The new template modifies resource type of the following resources: [${changed.map(([id]) => id).join(', ')}]`,
    );
};

/**
 * Finds what `deployment` would change in the resources that exist.
 * @throws AwsError ValidationError
 */
export const planChanges = (
  engine: Engine,
  model: Model,
  deployment: Pick<Deployment, 'tags'>,
  existing: readonly StackResource[],
): Plan => {
  const resources: Resources = new Map(existing.map((resource) => [resource.logicalId, resource]));
  refuseOtherTypes(model, resources);
  const fates = new Map<string, Fate>();
  const values = plannedValues(resources, fates);
  const evaluate = model.evaluator(values);
  const properties = new Map<string, JsonMap>();

  const detailsOf = (type: ResourceType, current: Instance, declaration: ResourceDeclaration, declared: JsonMap) =>
    changedProperties(current.declared, declared).map((name): ChangeDetail => {
      const isDynamic = isUnresolved(declared[name]);
      const source = declaration.properties[name];
      const cause: Cause = isDynamic
        ? causeOf(source, model, fates)
        : { evaluation: 'Static', changeSource: 'DirectModification' };
      const about = name === 'Tags' ? { attribute: 'Tags' as const } : { attribute: 'Properties' as const, name };
      return { ...about, requiresRecreation: recreation(type, name, isDynamic), ...cause };
    });

  const changeOf = (logicalId: string, declaration: ResourceDeclaration): ResourceChange | undefined => {
    const type = requireType(engine, declaration.type);
    const derived = deriveProperties(engine, type, evaluate(declaration.properties), deployment.tags);
    const updatePolicy = evaluateUpdatePolicy(type, logicalId, declaration, evaluate);
    const current = resources.get(logicalId)?.current;
    if (current === undefined) {
      fates.set(logicalId, 'new');
      properties.set(logicalId, derived.properties);
      return { action: 'Add', logicalId, type: declaration.type, details: [] };
    }
    const inProperties = detailsOf(type, current, declaration, derived.declared);
    const details = [...inProperties, ...settingDetails(current, declaration, updatePolicy)];
    const replacement = replacementOf(details);
    const changed: Fate = replacement === 'False' ? 'modified' : 'new';
    fates.set(logicalId, inProperties.length === 0 ? 'same' : changed);
    if (inProperties.length > 0) properties.set(logicalId, derived.properties);
    if (details.length === 0) return undefined;
    const replaceAction = declaration.updateReplacePolicy === 'Delete' ? 'ReplaceAndDelete' : 'ReplaceAndRetain';
    const policyAction = replacement === 'False' ? undefined : replaceAction;
    const { physicalId } = current;
    return { action: 'Modify', logicalId, physicalId, type: declaration.type, replacement, policyAction, details };
  };

  const changes = [...model.desired].map(([id, declaration]) => changeOf(id, declaration));
  const removals = existing.filter(({ logicalId }) => !model.desired.has(logicalId)).map(removalOf);
  return { changes: [...changes.filter((each) => each !== undefined), ...removals], properties, values };
};

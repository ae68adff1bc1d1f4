import { UnsupportedError } from '../../kernel/aws-error.ts';
import { isMap } from './json.ts';
import type { DeletionPolicy, ResourceDeclaration } from './template.ts';
import { formatError } from './template-error.ts';

const knownKeys = new Set([
  'Type',
  'Properties',
  'DependsOn',
  'Condition',
  'Metadata',
  'Description',
  'DeletionPolicy',
  'UpdateReplacePolicy',
  'UpdatePolicy',
]);
const refusedKeys = new Set(['CreationPolicy']);
const policies: readonly string[] = ['Delete', 'Retain', 'RetainExceptOnCreate'];

const refuseStrangers = (id: string, declaration: object): void => {
  for (const key of Object.keys(declaration)) {
    if (refusedKeys.has(key)) throw new UnsupportedError(`the attribute ${key} of the resource ${id}`);
    if (!knownKeys.has(key)) throw formatError(`Invalid template resource property '${key}' in resource ${id}`);
  }
};

const readPolicy = (id: string, name: string, value: unknown): DeletionPolicy => {
  if (value === undefined) return 'Delete';
  if (value === 'Snapshot') throw new UnsupportedError(`the ${name} Snapshot of the resource ${id}`);
  if (!policies.includes(value as string) || (name === 'UpdateReplacePolicy' && value === 'RetainExceptOnCreate'))
    throw formatError(`Unrecognized ${name} ${String(value)} for resource ${id}`);
  return value as DeletionPolicy;
};

const readDependsOn = (id: string, value: unknown): readonly string[] => {
  const names = value === undefined ? [] : [value].flat();
  if (!names.every((name) => typeof name === 'string'))
    throw formatError(`DependsOn of resource ${id} must be a string or a list of strings`);
  return names;
};

/** Reads one entry of Resources. @throws AwsError ValidationError; UnsupportedError for CreationPolicy */
export const readResource = (id: string, declaration: unknown): ResourceDeclaration => {
  if (!/^[A-Za-z0-9]{1,255}$/.test(id)) throw formatError(`Resource name ${id} is non alphanumeric.`);
  if (!isMap(declaration)) throw formatError(`[/Resources/${id}] resource definition is malformed`);
  refuseStrangers(id, declaration);
  const { Type, Properties = {}, Condition, Metadata, DependsOn, UpdatePolicy } = declaration;
  if (typeof Type !== 'string')
    throw formatError(`[/Resources/${id}] Every Resources object must contain a Type member.`);
  if (!isMap(Properties)) throw formatError(`[/Resources/${id}/Properties] Properties must be an object`);
  if (UpdatePolicy !== undefined && !isMap(UpdatePolicy))
    throw formatError(`[/Resources/${id}/UpdatePolicy] UpdatePolicy must be an object`);
  if (Condition !== undefined && typeof Condition !== 'string')
    throw formatError(`[/Resources/${id}/Condition] Every Condition member must be a string.`);
  return {
    type: Type,
    properties: Properties,
    dependsOn: readDependsOn(id, DependsOn),
    ...(Condition === undefined ? {} : { condition: Condition }),
    ...(Metadata === undefined ? {} : { metadata: Metadata }),
    ...(UpdatePolicy === undefined ? {} : { updatePolicy: UpdatePolicy }),
    deletionPolicy: readPolicy(id, 'DeletionPolicy', declaration['DeletionPolicy']),
    updateReplacePolicy: readPolicy(id, 'UpdateReplacePolicy', declaration['UpdateReplacePolicy']),
  };
};

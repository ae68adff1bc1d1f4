import { isUnresolved, noValue } from '../template/evaluate.ts';
import { isScalar } from '../template/json.ts';
import { formatError, templateError, validationError } from '../template/template-error.ts';
import { attributeOf } from './attribute-of.ts';
import type { Engine } from './engine.ts';
import type { Model, ResourceValues } from './model.ts';
import { isDeleted, type Stack, type StackOutput } from './stack.ts';
import type { StackStore } from './stack-store.ts';

/** The values of the resources of a stack as they exist. */
export const liveValues = (store: StackStore, stackId: string): ResourceValues => {
  const current = (logicalId: string) => {
    const instance = store.resource(stackId, logicalId)?.current;
    if (instance === undefined) throw templateError(`resource ${logicalId} does not exist`);
    return instance;
  };
  return {
    ref: (logicalId) => current(logicalId).physicalId,
    attribute: (logicalId, name) => attributeOf(logicalId, current(logicalId).attributes, name),
  };
};

/** A text, or undefined if it is not known yet. @throws AwsError ValidationError */
const textOf = (key: string, value: unknown): string | undefined => {
  if (isUnresolved(value)) return undefined;
  if (!isScalar(value)) throw formatError(`Output ${key} is malformed: its value must be a string`);
  return String(value);
};

/** An output of a plan: what is not known yet is undefined. */
export type PlannedOutput = Omit<StackOutput, 'value'> & { readonly value: string | undefined };

/** Evaluates the outputs of a model. @throws AwsError ValidationError */
export const evaluateOutputs = (model: Model, values: ResourceValues): readonly PlannedOutput[] => {
  const evaluate = model.evaluator(values);
  return [...model.outputs].flatMap(([key, { value, description, exportName }]) => {
    const evaluated = evaluate(value);
    if (evaluated === noValue) return [];
    const name = exportName === undefined ? undefined : textOf(key, evaluate(exportName));
    return [{ key, value: textOf(key, evaluated), description, exportName: name }];
  });
};

export interface Export {
  readonly name: string;
  readonly value: string;
  readonly stack: Stack;
}

/** Every export of every stack, by name. */
export const exportsOf = (store: StackStore): readonly Export[] =>
  store
    .stacks()
    .filter((stack) => !isDeleted(stack))
    .flatMap((stack) =>
      stack.outputs.flatMap(({ exportName, value }) =>
        exportName === undefined ? [] : [{ name: exportName, value, stack }],
      ),
    )
    .sort((a, b) => (a.name < b.name ? -1 : 1));

/** The names of the stacks that import an export. */
export const importersOf = (store: StackStore, exportName: string): readonly string[] =>
  store
    .stacks()
    .filter((stack) => !isDeleted(stack) && stack.status !== 'ROLLBACK_COMPLETE')
    .filter(({ deployment, previous }) =>
      [...(deployment?.imports ?? []), ...(previous?.imports ?? [])].includes(exportName),
    )
    .map(({ name }) => name)
    .sort();

const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

/** Why an export that is in use cannot go. */
export const inUseReason = (store: StackStore, { outputs }: Pick<Stack, 'outputs'>): string | undefined => {
  for (const { exportName } of outputs) {
    const importers = exportName === undefined ? [] : importersOf(store, exportName);
    if (importers.length > 0) return `Cannot delete export ${exportName} as it is in use by ${listed(importers)}.`;
  }
  return undefined;
};

const exportedBefore = (stack: Stack): ReadonlyMap<string, string> =>
  new Map(stack.outputs.flatMap(({ exportName, value }) => (exportName === undefined ? [] : [[exportName, value]])));

/**
 * Refuses outputs that would take away or change an export in use, or export a name that another stack exports.
 * @throws AwsError ValidationError
 */
export const checkExports = (
  { store }: Pick<Engine, 'store'>,
  stack: Stack,
  outputs: readonly PlannedOutput[],
): void => {
  const after = new Map(
    outputs.flatMap(({ exportName, value }) => (exportName === undefined ? [] : [[exportName, value]])),
  );
  const others = exportsOf(store).filter((each) => each.stack.id !== stack.id);
  for (const name of after.keys()) {
    const owner = others.find((each) => each.name === name);
    if (owner !== undefined)
      throw validationError(`Export with name ${name} is already exported by stack ${owner.stack.name}`);
  }
  for (const [name, value] of exportedBefore(stack)) {
    const importers = importersOf(store, name);
    if (importers.length === 0) continue;
    if (!after.has(name))
      throw validationError(`Export ${name} cannot be deleted as it is in use by ${listed(importers)}`);
    const next = after.get(name);
    if (next !== undefined && next !== value)
      throw validationError(`Export ${name} cannot be updated as it is in use by ${listed(importers)}`);
  }
};

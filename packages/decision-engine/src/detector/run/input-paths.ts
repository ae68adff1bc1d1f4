import type { Node } from '../../expression/index.ts';
import { references, type Value } from '../../expression/iot-events/index.ts';

/** The members of a payload that a model reads, or the `whole` of it. */
export interface PathTree {
  readonly members: Map<string, PathTree>;
  whole: boolean;
}

const emptyTree = (): PathTree => ({ members: new Map(), whole: false });

const memberOf = (parents: Map<string, PathTree>, name: string): PathTree => {
  const tree = parents.get(name) ?? emptyTree();
  parents.set(name, tree);
  return tree;
};

const grow = (tree: PathTree, path: readonly (string | number)[]): void => {
  const [step, ...rest] = path;
  // An element cannot be kept without those before it, so the list is.
  if (typeof step === 'string') grow(memberOf(tree.members, step), rest);
  else tree.whole = true;
};

/**
 * Gathers what a model reads of each input: `note` is told its expressions. An input that only `currentInput("Name")` names
 * is an input of the model, though nothing of it is read.
 */
export const createInputPaths = () => {
  const paths = new Map<string, PathTree>();
  const note = (node: Node): void => {
    const { inputs, currentInputs } = references(node);
    for (const { name, path } of inputs) grow(memberOf(paths, name), path);
    for (const { name } of currentInputs) memberOf(paths, name);
  };
  return { note, paths: paths as ReadonlyMap<string, PathTree> };
};

const isObject = (value: Value): value is { readonly [name: string]: Value } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The part of a payload that a model reads, so that a detector remembers no more; undefined if that is nothing. */
export const project = (value: Value, tree: PathTree): Value | undefined => {
  if (tree.whole) return value;
  if (!isObject(value)) return undefined;
  const members: [string, Value][] = [];
  for (const [name, member] of tree.members) {
    const kept = Object.hasOwn(value, name) ? project(value[name] ?? null, member) : undefined;
    if (kept !== undefined) members.push([name, kept]);
  }
  return Object.fromEntries(members);
};

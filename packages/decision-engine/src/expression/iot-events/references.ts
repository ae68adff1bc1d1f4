import type { Node, PathStep, Span } from '../ast.ts';
import { walk } from '../walk.ts';
import { targetOf } from './reference-target.ts';

/** What an expression reads. Spans are those of the reference, or of the call that names the thing. */
export interface References {
  readonly inputs: readonly (Span & { readonly name: string; readonly path: readonly PathStep[] })[];
  readonly variables: readonly (Span & { readonly name: string })[];
  /** Timers that `timeout` names by a string literal. */
  readonly timers: readonly (Span & { readonly name: string })[];
  /** Inputs that `currentInput` names by a string literal. */
  readonly currentInputs: readonly (Span & { readonly name: string })[];
  /** The types that `triggerType` names by a string literal, as written. */
  readonly triggerTypes: readonly (Span & { readonly name: string })[];
  /** `timeout` and `currentInput` with names that are computed: it cannot be told which they read. */
  readonly computed: readonly (Span & { readonly call: string })[];
}

type Mutable = { -readonly [Name in keyof References]: [...References[Name]] };

const LISTS = { timeout: 'timers', currentInput: 'currentInputs', triggerType: 'triggerTypes' } as const;

/** All that an expression refers to, in the order of its text. What is not a valid reference is left to the analysis. */
export function references(node: Node): References {
  const found: Mutable = { inputs: [], variables: [], timers: [], currentInputs: [], triggerTypes: [], computed: [] };
  walk(node, (each) => {
    if (each.kind === 'reference') addReference(found, each);
    else if (each.kind === 'call') addCall(found, each);
  });
  return found;
}

function addReference(found: Mutable, node: Node & { kind: 'reference' }): void {
  const { start, end } = node;
  const target = targetOf(node);
  if (target.kind === 'input') found.inputs.push({ name: target.name, path: target.path, start, end });
  else if (target.kind === 'variable') found.variables.push({ name: target.name, start, end });
}

function addCall(found: Mutable, { name: call, arguments: [argument], start, end }: Node & { kind: 'call' }): void {
  if (!isNaming(call) || argument === undefined) return;
  if (argument.kind === 'string') found[LISTS[call]].push({ name: argument.value, start, end });
  else found.computed.push({ call, start, end });
}

function isNaming(call: string): call is keyof typeof LISTS {
  return Object.hasOwn(LISTS, call);
}

import type { Node } from '../expression/index.ts';
import { bindCall } from './bind-call.ts';
import { bindBinary, bindUnary } from './bind-operator.ts';
import { bindReference } from './bind-reference.ts';
import type { Binder } from './binder.ts';
import type { Bound } from './bound.ts';
import { fold } from './fold.ts';
import type { ProblemList } from './problem-list.ts';
import type { RuleNames, Scalar } from './scope.ts';
import { typeOf } from './scope.ts';

const constant = (value: Scalar): Bound => ({ kind: 'constant', type: typeOf(value), value });

const bindText = (binder: Binder, parts: readonly (string | Node)[]): Bound | undefined => {
  const bound = parts.map((part) => (typeof part === 'string' ? constant(part) : binder.bind(part)));
  const all = bound.filter((part) => part !== undefined);
  return all.length === parts.length ? { kind: 'text', type: 'string', parts: all } : undefined;
};

const bindNode = (binder: Binder, node: Node): Bound | undefined => {
  switch (node.kind) {
    case 'integer':
    case 'decimal':
      return Number.isFinite(Number(node.value))
        ? constant(Number(node.value))
        : binder.refuse('NO_VALUE', node, 'is too large for a number');
    case 'string':
    case 'boolean':
      return constant(node.value);
    case 'template':
      return bindText(binder, node.parts);
    case 'reference':
      return bindReference(binder, node);
    case 'unary':
      return bindUnary(binder, node);
    case 'binary':
      return bindBinary(binder, node);
    case 'call':
      return bindCall(binder, node);
  }
};

/** A binder over `names`, which tells `list` of everything that is wrong. */
export const createBinder = (names: RuleNames, list: ProblemList): Binder => {
  const binder: Binder = {
    ...list,
    names,
    bind: (node) => {
      const bound = bindNode(binder, node);
      return bound && (fold(bound) ?? list.refuse('NO_VALUE', node, 'never has a value'));
    },
    bindAs: (type, node, what) => {
      const bound = binder.bind(node);
      if (bound === undefined || bound.type === type) return bound;
      return list.refuse('TYPE', node, `${what} must be a ${type}, but is a ${bound.type}`);
    },
  };
  return binder;
};

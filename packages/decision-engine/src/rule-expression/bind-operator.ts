import type { BinaryOperator, Node } from '../expression/index.ts';
import type { Binder } from './binder.ts';
import type { Bound } from './bound.ts';
import type { ScalarType } from './scope.ts';

type Unary = Node & { readonly kind: 'unary' };
type Binary = Node & { readonly kind: 'binary' };

/** What an operator takes on both sides, and gives. `+`, `==` and `!=` take several types and are bound apart. */
const signatures: Readonly<Partial<Record<BinaryOperator, readonly [takes: ScalarType, gives: ScalarType]>>> = {
  '||': ['boolean', 'boolean'],
  '&&': ['boolean', 'boolean'],
  '|': ['number', 'number'],
  '^': ['number', 'number'],
  '&': ['number', 'number'],
  '<': ['number', 'boolean'],
  '<=': ['number', 'boolean'],
  '>': ['number', 'boolean'],
  '>=': ['number', 'boolean'],
  '-': ['number', 'number'],
  '*': ['number', 'number'],
  '/': ['number', 'number'],
};

const bindSides = (binder: Binder, node: Binary, takes: ScalarType, gives: ScalarType): Bound | undefined => {
  const { operator } = node;
  const left = binder.bindAs(takes, node.left, `the left side of ${operator}`);
  const right = binder.bindAs(takes, node.right, `the right side of ${operator}`);
  return left && right && { kind: 'binary', type: gives, operator, left, right };
};

/** Both sides must be of one type; `+` adds numbers or joins strings, `==` and `!=` compare anything. */
const bindAlike = (binder: Binder, node: Binary): Bound | undefined => {
  const left = binder.bind(node.left);
  const right = binder.bind(node.right);
  if (left === undefined || right === undefined) return undefined;
  const { operator } = node;
  if (left.type !== right.type)
    return binder.refuse('TYPE', node, `${operator} has a ${left.type} on its left and a ${right.type} on its right`);
  if (operator !== '+') return { kind: 'binary', type: 'boolean', operator, left, right };
  if (left.type === 'boolean') return binder.refuse('TYPE', node, '+ adds numbers or joins strings, not booleans');
  return { kind: 'binary', type: left.type, operator, left, right };
};

export const bindBinary = (binder: Binder, node: Binary): Bound | undefined => {
  const [takes, gives] = signatures[node.operator] ?? [];
  return takes && gives ? bindSides(binder, node, takes, gives) : bindAlike(binder, node);
};

export const bindUnary = (binder: Binder, node: Unary): Bound | undefined => {
  const { operator } = node;
  const type = operator === '!' ? 'boolean' : 'number';
  const operand = binder.bindAs(type, node.operand, `what stands after ${operator}`);
  return operand && { kind: 'unary', type, operator, operand };
};

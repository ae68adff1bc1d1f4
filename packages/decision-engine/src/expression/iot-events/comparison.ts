import { incompatible } from './arithmetic.ts';
import { Invalid, isAbsent, isNumeric, type Outcome, type Value } from './value.ts';

type Operand = Value | undefined;
type Operation = (left: Operand, right: Operand) => Outcome;

/**
 * Undefined data equals nothing, not even undefined data: AWS's own blueprints find out with
 * `$variable.threshold != $variable.threshold` whether a variable was ever set. Null equals null only.
 */
export const equals: Operation = (left, right) => areEqual('==', left, right);

export const differs: Operation = (left, right) => {
  const equal = areEqual('!=', left, right);
  return equal instanceof Invalid ? equal : !equal;
};

export const isLess = ordering('<', (order) => order < 0);
export const isAtMost = ordering('<=', (order) => order <= 0);
export const isGreater = ordering('>', (order) => order > 0);
export const isAtLeast = ordering('>=', (order) => order >= 0);

function areEqual(operator: string, left: Operand, right: Operand): boolean | Invalid {
  if (left === undefined || right === undefined) return false;
  if (left === null || right === null) return left === right;
  if (typeof left === 'boolean' && typeof right === 'boolean') return left === right;
  const order = compare(left, right);
  return order === undefined ? incompatible(operator, left, right) : order === 0;
}

/** Numbers with numbers, strings with strings (by UTF-16 units). Data that is not there makes the result undefined. */
function ordering(operator: string, holds: (order: number) => boolean): Operation {
  return (left, right) => {
    if (isAbsent(left) || isAbsent(right)) return undefined;
    const order = compare(left, right);
    return order === undefined ? incompatible(operator, left, right) : holds(order);
  };
}

/** An integer and a decimal are compared by their exact values. */
function compare(left: Operand, right: Operand): number | undefined {
  if (isNumeric(left) && isNumeric(right)) return orderOf(left, right);
  return typeof left === 'string' && typeof right === 'string' ? orderOf(left, right) : undefined;
}

function orderOf<T extends bigint | number | string>(left: T, right: T): number {
  if (left < right) return -1;
  return left > right ? 1 : 0;
}

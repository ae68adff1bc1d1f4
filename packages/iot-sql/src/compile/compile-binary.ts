import type { Binary } from '../syntax/ast.ts';
import { type ArithmeticOperator, calculate, calculateValues } from '../values/arithmetic.ts';
import { equals, order } from '../values/comparison.ts';
import { toBoolean, toText } from '../values/conversions.ts';
import { isNumber, type SqlValue } from '../values/sql-value.ts';
import type { CompileContext, Evaluator } from './evaluator.ts';

type Operation = (left: SqlValue, right: SqlValue) => SqlValue;

const OPERATIONS: Record<Binary['operator'], Operation> = {
  '+': add,
  '-': arithmetic('-'),
  '*': arithmetic('*'),
  '/': arithmetic('/'),
  '%': arithmetic('%'),
  '=': equals,
  '<>': (left, right) => {
    const same = equals(left, right);
    return same === undefined ? undefined : !same;
  },
  '<': ordered((difference) => difference < 0),
  '<=': ordered((difference) => difference <= 0),
  '>': ordered((difference) => difference > 0),
  '>=': ordered((difference) => difference >= 0),
  IN: isIn,
  AND: logical((left, right) => left && right),
  OR: logical((left, right) => left || right),
};

/** The operators of the guide's "Operators", each with its table. @throws SqlError */
export function compileBinary(node: Binary, context: CompileContext): Evaluator {
  const left = context.compile(node.left);
  const right = context.compile(node.right);
  const operation = OPERATIONS[node.operator];
  return (message) => operation(left(message), right(message));
}

/** `+` concatenates as soon as one side is a string; it never reads a number out of one. */
function add(left: SqlValue, right: SqlValue): SqlValue {
  if (typeof left === 'string' || typeof right === 'string') {
    const a = toText(left);
    const b = toText(right);
    return a === undefined || b === undefined ? undefined : a + b;
  }
  return isNumber(left) && isNumber(right) ? calculate('+', left, right) : undefined;
}

function arithmetic(operator: ArithmeticOperator): Operation {
  return (left, right) => calculateValues(operator, left, right);
}

function ordered(test: (difference: number) => boolean): Operation {
  return (left, right) => {
    const difference = order(left, right);
    return difference === undefined ? undefined : test(difference);
  };
}

/** Whether the array on the right has an element that is equal; Undefined where there is no array or nothing to look for. */
function isIn(left: SqlValue, right: SqlValue): SqlValue {
  if (left === undefined || !Array.isArray(right)) return undefined;
  return right.some((element) => equals(left, element) === true);
}

/** Both sides must be booleans or say "true" or "false"; there is no three-valued logic: `false AND missing` is Undefined. */
function logical(combine: (left: boolean, right: boolean) => boolean): Operation {
  return (left, right) => {
    const a = toBoolean(left);
    const b = toBoolean(right);
    return a === undefined || b === undefined ? undefined : combine(a, b);
  };
}

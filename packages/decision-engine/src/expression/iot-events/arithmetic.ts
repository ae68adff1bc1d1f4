import { decimal, integer } from './integer.ts';
import { concatenate } from './text.ts';
import { Invalid, isAbsent, isNumeric, type Outcome, typeName, type Value } from './value.ts';

type Operand = Value | undefined;
type OnIntegers = (left: bigint, right: bigint) => bigint | Invalid;
type OnDecimals = (left: number, right: number) => number;
type Operation = (left: Operand, right: Operand) => Outcome;

/** Two integers give an integer, an integer and a decimal a decimal. Data that is not there makes the result undefined. */
function arithmetic(operator: string, onIntegers: OnIntegers, onDecimals: OnDecimals): Operation {
  return (left, right) => {
    if (typeof left === 'number' && typeof right === 'number') return decimal(onDecimals(left, right));
    if (isAbsent(left) || isAbsent(right)) return undefined;
    if (!isNumeric(left) || !isNumeric(right)) return incompatible(operator, left, right);
    if (typeof left === 'bigint' && typeof right === 'bigint') {
      const result = onIntegers(left, right);
      return result instanceof Invalid ? result : integer(result);
    }
    return decimal(onDecimals(Number(left), Number(right)));
  };
}

function bitwise(operator: string, onIntegers: OnIntegers): Operation {
  return (left, right) => {
    if (isAbsent(left) || isAbsent(right)) return undefined;
    if (typeof left !== 'bigint' || typeof right !== 'bigint') return incompatible(operator, left, right);
    return onIntegers(left, right);
  };
}

const addNumbers = arithmetic(
  '+',
  (left, right) => left + right,
  (left, right) => left + right,
);

export const add: Operation = (left, right) =>
  typeof left === 'string' && typeof right === 'string' ? concatenate(left, right) : addNumbers(left, right);

export const subtract = arithmetic(
  '-',
  (left, right) => left - right,
  (left, right) => left - right,
);

export const multiply = arithmetic(
  '*',
  (left, right) => left * right,
  (left, right) => left * right,
);

export const divide = arithmetic('/', divideIntegers, (left, right) => left / right);

export const bitOr = bitwise('|', (left, right) => left | right);
export const bitXor = bitwise('^', (left, right) => left ^ right);
export const bitAnd = bitwise('&', (left, right) => left & right);

export function negate(operand: Operand): Outcome {
  if (isAbsent(operand)) return undefined;
  if (typeof operand === 'number') return decimal(-operand);
  return typeof operand === 'bigint' ? integer(-operand) : incompatible('-', operand);
}

export function bitNot(operand: Operand): Outcome {
  if (isAbsent(operand)) return undefined;
  return typeof operand === 'bigint' ? ~operand : incompatible('~', operand);
}

export function incompatible(operator: string, ...operands: readonly Operand[]): Invalid {
  return new Invalid(`the operator ${operator} does not take ${operands.map(typeName).join(' and ')}`);
}

/** AWS: "a rounded integer value". Read as: to the nearest, halves away from zero. */
function divideIntegers(dividend: bigint, divisor: bigint): bigint | Invalid {
  if (divisor === 0n) return new Invalid('a division by zero');
  const quotient = dividend / divisor;
  const remainder = dividend % divisor;
  if (2n * magnitude(remainder) < magnitude(divisor)) return quotient;
  return dividend < 0n === divisor < 0n ? quotient + 1n : quotient - 1n;
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}

import { type BitwiseOperator, bitwise, bitwiseNot } from './bitwise.ts';
import type { Bound } from './bound.ts';
import { functions } from './functions.ts';
import type { RuleScope } from './scope.ts';

/** A number, or NaN if it is unknown; never infinite. */
export type NumberOf = (scope: RuleScope) => number;

const finite = (value: number): number => (value - value === 0 ? value : Number.NaN);

type Arithmetic = '+' | '-' | '*' | '/';

const arithmetic: Readonly<Record<Arithmetic, (left: NumberOf, right: NumberOf) => NumberOf>> = {
  '+': (left, right) => (scope) => finite(left(scope) + right(scope)),
  '-': (left, right) => (scope) => finite(left(scope) - right(scope)),
  '*': (left, right) => (scope) => finite(left(scope) * right(scope)),
  '/': (left, right) => (scope) => finite(left(scope) / right(scope)),
};

const compileBinary = (bound: Bound & { kind: 'binary' }): NumberOf => {
  const left = compileNumber(bound.left);
  const right = compileNumber(bound.right);
  if (bound.operator in arithmetic) return arithmetic[bound.operator as Arithmetic](left, right);
  const run = bitwise(bound.operator as BitwiseOperator);
  return (scope) => run(left(scope), right(scope));
};

const compileUnary = ({ operator, operand }: Bound & { kind: 'unary' }): NumberOf => {
  const value = compileNumber(operand);
  return operator === '-' ? (scope) => -value(scope) : (scope) => bitwiseNot(value(scope));
};

const compileCall = (bound: Bound & { kind: 'call' }): NumberOf => {
  const { run } = functions[bound.name] as { run: (...values: number[]) => number };
  const [first, second, ...more] = bound.arguments.map(compileNumber);
  if (first && !second) return (scope) => finite(run(first(scope)));
  if (first && second && more.length === 0) return (scope) => finite(run(first(scope), second(scope)));
  const all = bound.arguments.map(compileNumber);
  return (scope) => finite(run(...all.map((value) => value(scope))));
};

const compileLast = (name: string): NumberOf => {
  return ({ metrics, last }) => {
    const value = metrics[name];
    if (typeof value === 'number') return value;
    const kept = last[name];
    return typeof kept === 'number' ? kept : Number.NaN;
  };
};

const compileSetting = (name: string, fallback: number): NumberOf => {
  return ({ settings }) => {
    const value = settings[name];
    return typeof value === 'number' ? value : fallback;
  };
};

const compileMetric = (name: string): NumberOf => {
  return ({ metrics }) => {
    const value = metrics[name];
    return typeof value === 'number' ? value : Number.NaN;
  };
};

/** Compiles what is a number. */
export const compileNumber = (bound: Bound): NumberOf => {
  switch (bound.kind) {
    case 'constant': {
      const value = Number(bound.value);
      return () => value;
    }
    case 'metric':
      return compileMetric(bound.name);
    case 'last':
      return compileLast(bound.name);
    case 'setting':
      return compileSetting(bound.name, Number(bound.fallback));
    case 'property':
      return ({ time }) => time;
    case 'unary':
      return compileUnary(bound);
    case 'binary':
      return compileBinary(bound);
    case 'call':
      return compileCall(bound);
    case 'missing':
    case 'text':
      throw new TypeError(`${bound.kind} is not a number`);
  }
};

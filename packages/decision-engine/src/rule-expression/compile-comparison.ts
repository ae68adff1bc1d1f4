import type { Bound } from './bound.ts';
import { compileNumber, type NumberOf } from './compile-number.ts';
import type { Compilers } from './compilers.ts';
import type { Truth, TruthOf } from './truth.ts';

export type Comparison = '<' | '<=' | '>' | '>=' | '==' | '!=';

/** NaN is neither on one side nor on the other: unknown. */
const compare: Readonly<Record<Comparison, (left: number, right: number) => Truth>> = {
  '<': (left, right) => (left < right ? true : left >= right ? false : undefined),
  '<=': (left, right) => (left <= right ? true : left > right ? false : undefined),
  '>': (left, right) => (left > right ? true : left <= right ? false : undefined),
  '>=': (left, right) => (left >= right ? true : left < right ? false : undefined),
  '==': (left, right) => (left === right ? true : left < right || left > right ? false : undefined),
  '!=': (left, right) => (left === right ? false : left < right || left > right ? true : undefined),
};

/** The way of most rules: one metric and a constant. */
const metricAgainst: Readonly<Record<Comparison, (name: string, bound: number) => TruthOf>> = {
  '<':
    (name, bound) =>
    ({ metrics: { [name]: value } }) =>
      typeof value === 'number' ? value < bound : undefined,
  '<=':
    (name, bound) =>
    ({ metrics: { [name]: value } }) =>
      typeof value === 'number' ? value <= bound : undefined,
  '>':
    (name, bound) =>
    ({ metrics: { [name]: value } }) =>
      typeof value === 'number' ? value > bound : undefined,
  '>=':
    (name, bound) =>
    ({ metrics: { [name]: value } }) =>
      typeof value === 'number' ? value >= bound : undefined,
  '==':
    (name, bound) =>
    ({ metrics: { [name]: value } }) =>
      typeof value === 'number' ? value === bound : undefined,
  '!=':
    (name, bound) =>
    ({ metrics: { [name]: value } }) =>
      typeof value === 'number' ? value !== bound : undefined,
};

const ofNumbers = (operator: Comparison, left: NumberOf, right: NumberOf): TruthOf => {
  const run = compare[operator];
  return (scope) => run(left(scope), right(scope));
};

const sameness = (
  wanted: boolean,
  left: (scope: Parameters<TruthOf>[0]) => unknown,
  right: (scope: Parameters<TruthOf>[0]) => unknown,
): TruthOf => {
  return (scope) => {
    const one = left(scope);
    const other = right(scope);
    return one === undefined || other === undefined ? undefined : (one === other) === wanted;
  };
};

/** Compiles `< <= > >= == !=`. */
export const compileComparison = (
  operator: Comparison,
  left: Bound,
  right: Bound,
  { text, truth }: Compilers,
): TruthOf => {
  if (left.type === 'boolean') return sameness(operator === '==', truth(left), truth(right));
  if (left.type === 'string') return sameness(operator === '==', text(left), text(right));
  if (left.kind === 'metric' && right.kind === 'constant')
    return metricAgainst[operator](left.name, Number(right.value));
  return ofNumbers(operator, compileNumber(left), compileNumber(right));
};

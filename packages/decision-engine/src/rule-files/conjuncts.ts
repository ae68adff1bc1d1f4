import type { Scalar } from '../json.ts';
import type { Bound } from '../rule-expression/index.ts';
import { anything, type Comparison, type MetricRanges, meet, narrow, type ValueSet } from './value-set.ts';

/**
 * One way in which a condition is true: each metric has a value of its set, and all that we cannot judge (`isOpen`) happens
 * to be as needed.
 */
export interface Conjunct {
  readonly sets: Readonly<Record<string, ValueSet>>;
  readonly isOpen: boolean;
}

const maxConjuncts = 200;

const negated: Readonly<Record<Comparison, Comparison>> = {
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
  '==': '!=',
  '!=': '==',
};

const mirrored: Readonly<Record<Comparison, Comparison>> = {
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
  '==': '==',
  '!=': '!=',
};

const isComparison = (operator: string): operator is Comparison => Object.hasOwn(negated, operator);

interface Atom {
  readonly metric: string;
  readonly comparison: Comparison;
  readonly value: Scalar;
}

/** `metric op constant` or the other way round, or a metric that is a boolean. */
const atomOf = (bound: Bound): Atom | undefined => {
  if (bound.kind === 'metric' && bound.type === 'boolean') return { metric: bound.name, comparison: '==', value: true };
  if (bound.kind !== 'binary' || !isComparison(bound.operator)) return undefined;
  const { left, operator, right } = bound;
  if (left.kind === 'metric' && right.kind === 'constant')
    return { metric: left.name, comparison: operator, value: right.value };
  if (left.kind === 'constant' && right.kind === 'metric')
    return { metric: right.name, comparison: mirrored[operator], value: left.value };
  return undefined;
};

const both = (one: Conjunct, other: Conjunct): Conjunct | undefined => {
  const sets: Record<string, ValueSet> = { ...one.sets };
  for (const [metric, set] of Object.entries(other.sets)) {
    const common = meet(sets[metric] ?? anything, set);
    if (common === undefined) return undefined;
    sets[metric] = common;
  }
  return { sets, isOpen: one.isOpen || other.isOpen };
};

/** All ways in which each of `all` is one of its ways; undefined when they are too many to look at. */
export const intersect = (ones: readonly Conjunct[], others: readonly Conjunct[]): readonly Conjunct[] | undefined => {
  if (ones.length * others.length > maxConjuncts) return undefined;
  return ones.flatMap((one) => others.map((other) => both(one, other)).filter((each) => each !== undefined));
};

const leaf = (bound: Bound, truth: boolean, ranges: MetricRanges): readonly Conjunct[] => {
  if (bound.kind === 'constant') return bound.value === truth ? [{ sets: {}, isOpen: false }] : [];
  const atom = atomOf(bound);
  if (atom === undefined) return [{ sets: {}, isOpen: true }];
  const comparison = truth ? atom.comparison : negated[atom.comparison];
  const set = narrow(ranges[atom.metric] ?? anything, comparison, atom.value);
  return set ? [{ sets: { [atom.metric]: set }, isOpen: false }] : [];
};

/** The ways in which `bound` is `truth`: its disjunctive normal form. Undefined when they are too many. */
export const conjunctsOf = (bound: Bound, truth: boolean, ranges: MetricRanges): readonly Conjunct[] | undefined => {
  if (bound.kind === 'unary' && bound.operator === '!') return conjunctsOf(bound.operand, !truth, ranges);
  if (bound.kind !== 'binary' || (bound.operator !== '&&' && bound.operator !== '||'))
    return leaf(bound, truth, ranges);
  const left = conjunctsOf(bound.left, truth, ranges);
  const right = conjunctsOf(bound.right, truth, ranges);
  if (left === undefined || right === undefined) return undefined;
  if ((bound.operator === '&&') === truth) return intersect(left, right);
  return left.length + right.length > maxConjuncts ? undefined : [...left, ...right];
};

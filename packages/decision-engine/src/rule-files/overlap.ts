import type { Bound } from '../rule-expression/index.ts';
import { type Conjunct, conjunctsOf, intersect } from './conjuncts.ts';
import { exampleOf, type MetricRanges } from './value-set.ts';

const describe = ({ sets }: Conjunct): string | undefined => {
  const values = Object.entries(sets).map(([metric, set]) => [metric, exampleOf(set)] as const);
  if (values.some(([, value]) => value === undefined)) return undefined;
  return values.map(([metric, value]) => `${metric} ${String(value)}`).join(', ');
};

/**
 * An example of a reading for which both conditions are true: `temperature 85`. Undefined when there is none, and when it
 * cannot be told: of `last(…)`, sums of metrics and the like.
 */
export const findOverlap = (one: Bound, other: Bound, ranges: MetricRanges): string | undefined => {
  const ones = conjunctsOf(one, true, ranges)?.filter(({ isOpen }) => !isOpen);
  const others = conjunctsOf(other, true, ranges)?.filter(({ isOpen }) => !isOpen);
  const [common] = (ones && others && intersect(ones, others)) ?? [];
  return common && (describe(common) ?? 'some reading');
};

/** Whether no reading makes the condition true; false when it cannot be told. */
export const isNeverTrue = (bound: Bound, ranges: MetricRanges): boolean =>
  conjunctsOf(bound, true, ranges)?.length === 0;

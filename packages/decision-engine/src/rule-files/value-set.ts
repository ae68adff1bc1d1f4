import type { DeviceType } from '@signalbox/contracts';
import type { Scalar } from '../json.ts';

/** The values that one metric may have. Numbers lie between `least` and `most`, with or without these themselves. */
export interface ValueSet {
  readonly least: number;
  readonly hasLeast: boolean;
  readonly most: number;
  readonly hasMost: boolean;
  /** Only this value, if there is one. */
  readonly only?: Scalar;
  readonly not: readonly Scalar[];
}

export type MetricRanges = Readonly<Record<string, ValueSet>>;

export type Comparison = '<' | '<=' | '>' | '>=' | '==' | '!=';

/** Any value. */
export const anything: ValueSet = {
  least: Number.NEGATIVE_INFINITY,
  hasLeast: false,
  most: Number.POSITIVE_INFINITY,
  hasMost: false,
  not: [],
};

/** What the device types allow each metric; of several types, all that one of them allows. */
export const metricRanges = (deviceTypes: readonly DeviceType[]): MetricRanges => {
  const ranges: Record<string, ValueSet> = {};
  for (const { metrics } of deviceTypes) {
    for (const [name, metric] of Object.entries(metrics)) {
      if (metric?.type !== 'number') continue;
      const { least, most } = ranges[name] ?? { least: metric.minimum, most: metric.maximum };
      const range = { least: Math.min(least, metric.minimum), most: Math.max(most, metric.maximum) };
      ranges[name] = { ...range, hasLeast: true, hasMost: true, not: [] };
    }
  }
  return ranges;
};

const atMost = (set: ValueSet, most: number, hasMost: boolean): ValueSet => {
  if (most > set.most) return set;
  return { ...set, most, hasMost: most === set.most ? set.hasMost && hasMost : hasMost };
};

const atLeast = (set: ValueSet, least: number, hasLeast: boolean): ValueSet => {
  if (least < set.least) return set;
  return { ...set, least, hasLeast: least === set.least ? set.hasLeast && hasLeast : hasLeast };
};

/** Of the values of `set`, those for which `value <comparison> bound` is true; undefined when there is none. */
export const narrow = (set: ValueSet, comparison: Comparison, bound: Scalar): ValueSet | undefined => {
  switch (comparison) {
    case '==':
      return inhabited(set.only === undefined ? { ...set, only: bound } : set.only === bound ? set : undefined);
    case '!=':
      return inhabited({ ...set, not: [...set.not, bound] });
    case '<':
    case '<=':
      return inhabited(atMost(set, Number(bound), comparison === '<='));
    case '>':
    case '>=':
      return inhabited(atLeast(set, Number(bound), comparison === '>='));
  }
};

/** The values that are in both sets; undefined when there is none. */
export const meet = (one: ValueSet, other: ValueSet): ValueSet | undefined => {
  const { least, hasLeast, most, hasMost, only, not } = other;
  const range = atMost(atLeast(one, least, hasLeast), most, hasMost);
  const set = { ...range, not: [...range.not, ...not] };
  return only === undefined ? inhabited(set) : narrow(set, '==', only);
};

const contains = ({ least, hasLeast, most, hasMost, not }: ValueSet, value: Scalar): boolean => {
  if (not.includes(value)) return false;
  if (typeof value !== 'number') return true;
  return (value > least || (hasLeast && value === least)) && (value < most || (hasMost && value === most));
};

/** The set itself if there is a value in it. */
const inhabited = (set: ValueSet | undefined): ValueSet | undefined => {
  if (set === undefined) return undefined;
  if (set.only !== undefined) return contains(set, set.only) ? set : undefined;
  if (set.not.includes(true) && set.not.includes(false)) return undefined;
  if (set.least < set.most) return set;
  return contains(set, set.least) ? set : undefined;
};

/** A value of the set, for an example; undefined when none comes to mind. */
export const exampleOf = (set: ValueSet): Scalar | undefined => {
  if (set.only !== undefined) return set.only;
  if (set.not.some((value) => typeof value === 'boolean')) return !set.not.includes(true);
  const { least, most } = set;
  const [low, high] = [Math.max(least, most - 2), Math.min(most, least + 2)];
  return [least, most, (low + high) / 2, low + 1, high - 1].find(
    (value) => Number.isFinite(value) && contains(set, value),
  );
};

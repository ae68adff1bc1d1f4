import { validationError } from '../errors.ts';

/** Values by the start of their period, epoch ms, in order of time. */
export type Points = ReadonlyMap<number, number>;

/** What a part of an expression is: a number, a time series, several of them, or a text (`REPEAT`). */
export type Value =
  | { readonly kind: 'scalar'; readonly value: number }
  | { readonly kind: 'series'; readonly points: Points }
  | { readonly kind: 'list'; readonly items: readonly Points[] }
  | { readonly kind: 'text'; readonly text: string };

export const scalar = (value: number): Value => ({ kind: 'scalar', value });
export const series = (points: Points): Value => ({ kind: 'series', points });

export const mapPoints = (points: Points, change: (value: number, at: number) => number): Points =>
  new Map([...points].map(([at, value]) => [at, change(value, at)]));

/** Drops what is no number any more, e.g. a division by zero. */
const finite = (points: Points): Points => new Map([...points].filter(([, value]) => Number.isFinite(value)));

const needed = (): Error => validationError('The expression takes numbers and time series only');

/** Applies `change` where both sides have a value; a scalar has one everywhere. */
export const combine = (left: Value, right: Value, change: (a: number, b: number) => number): Value => {
  if (left.kind === 'list') {
    return { kind: 'list', items: left.items.map((points) => pointsOf(combine(series(points), right, change))) };
  }
  if (left.kind === 'text' || right.kind === 'text' || right.kind === 'list') throw needed();
  if (left.kind === 'scalar') {
    if (right.kind === 'scalar') return scalar(change(left.value, right.value));
    return series(finite(mapPoints(right.points, (value) => change(left.value, value))));
  }
  if (right.kind === 'scalar') return series(finite(mapPoints(left.points, (value) => change(value, right.value))));
  const { points } = right;
  const both = [...left.points].filter(([at]) => points.has(at));
  return series(finite(new Map(both.map(([at, value]) => [at, change(value, points.get(at) ?? 0)]))));
};

export const pointsOf = (value: Value): Points => {
  if (value.kind !== 'series') throw validationError('The expression takes a time series here');
  return value.points;
};

/** One series, or each of a list. */
export const eachSeries = (value: Value, change: (points: Points) => Points): Value => {
  if (value.kind === 'list') return { kind: 'list', items: value.items.map(change) };
  return value.kind === 'scalar' ? value : series(change(pointsOf(value)));
};

/** The median; NaN of none. */
export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((one, other) => one - other);
  const half = Math.floor(sorted.length / 2);
  const [below = Number.NaN, above = Number.NaN] = [sorted[half - 1], sorted[half]];
  return sorted.length % 2 === 1 ? above : (below + above) / 2;
};

/**
 * By how much values grow from one to the next: the median slope of all pairs, of which one in four values may be anything
 * (https://en.wikipedia.org/wiki/Theil%E2%80%93Sen_estimator). NaN of less than two.
 */
export const growth = (values: readonly number[]): number =>
  median(values.flatMap((from, first) => values.slice(first + 1).map((to, index) => (to - from) / (index + 1))));

/** The median; NaN of none. */
export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((one, other) => one - other);
  const half = Math.floor(sorted.length / 2);
  const [below = Number.NaN, above = Number.NaN] = [sorted[half - 1], sorted[half]];
  return sorted.length % 2 === 1 ? above : (below + above) / 2;
};

/** By how much values grow from one to the next, according to each pair of them. */
export const slopes = (values: readonly number[]): number[] =>
  values.flatMap((from, first) => values.slice(first + 1).map((to, index) => (to - from) / (index + 1)));

/** How often values occurred, for percentiles: exact up to {@link maxExact} different ones, then in bins 1 % wide. */
export type Distribution = Map<number, number>;

const maxExact = 200;
const binRatio = Math.log(1.01);

/** The middle of the bin that a value lies in; zero and the sign are kept. */
const binned = (value: number): number => {
  if (value === 0) return 0;
  const bin = Math.round(Math.log(Math.abs(value)) / binRatio);
  return Math.sign(value) * Math.exp(bin * binRatio);
};

/** Counts a value. */
export const record = (distribution: Distribution, value: number, count: number): void => {
  const key = distribution.has(value) || distribution.size < maxExact ? value : binned(value);
  distribution.set(key, (distribution.get(key) ?? 0) + count);
};

export const merge = (into: Distribution, from: Distribution): void => {
  for (const [value, count] of from) record(into, value, count);
};

/** The value below which `percent` of all lie, between neighbours by share. Undefined without values. */
export const percentile = (distribution: Distribution, percent: number): number | undefined => {
  const sorted = [...distribution].sort(([a], [b]) => a - b);
  const total = sorted.reduce((sum, [, count]) => sum + count, 0);
  const rank = (percent / 100) * total;
  let seen = 0;
  for (const [value, count] of sorted) {
    seen += count;
    if (seen >= rank) return value;
  }
  return sorted.at(-1)?.[0];
};

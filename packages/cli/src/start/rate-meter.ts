/** Events a second over the last few samples of a growing total. */
export interface RateMeter {
  /** @param atMs of a monotonic clock @returns events a second */
  sample(total: number, atMs: number): number;
}

/** @param windowMs how far back a rate looks */
export const createRateMeter = (windowMs = 5_000): RateMeter => {
  const samples: { readonly total: number; readonly atMs: number }[] = [];
  return {
    sample: (total, atMs) => {
      samples.push({ total, atMs });
      // The oldest sample that is at least a window old is kept: the rate is over no less than the window.
      while (samples[1] !== undefined && atMs - samples[1].atMs >= windowMs) samples.shift();
      const first = samples[0] ?? { total, atMs };
      return atMs === first.atMs ? 0 : ((total - first.total) * 1000) / (atMs - first.atMs);
    },
  };
};

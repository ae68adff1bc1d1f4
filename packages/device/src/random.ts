/** A source of numbers in [0, 1). */
export type Random = () => number;

/**
 * The mulberry32 generator (Tommy Ettinger, public domain): 32 bits of state, the same numbers for the same seed everywhere.
 * For signals and jitter; never for secrets.
 */
export const createRandom = (seed: number): Random => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

/**
 * A seed of its own for each name under one seed: FNV-1a over the name, so that device 7 is the same in a fleet of ten
 * and in one of a thousand.
 */
export const seedFor = (seed: number, name: string): number => {
  let hash = (0x811c9dc5 ^ seed) >>> 0;
  for (const byte of Buffer.from(name)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash;
};

/** A number in [low, high). */
export const between = (random: Random, low: number, high: number): number => low + random() * (high - low);

/** Normally distributed with mean 0 and deviation 1 (Box and Muller). */
export const gaussian = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

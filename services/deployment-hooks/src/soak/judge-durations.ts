import { median } from './middle.ts';
import type { Soaked, SoakVerdict } from './soaked.ts';

const factor = 3;
const floorMs = 100;

/** From so many of both on their medians are compared. */
const fewestForMedians = 8;

/** Fewer than that say nothing; so many do if each of the target took longer than each of the current version. */
const fewest = 3;

const isSlower = (now: number, before: number): boolean => now > before * factor && now - before > floorMs;

const ms = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)} ms`;

/**
 * Slower: the median more than three times as long and 100 ms longer. Where a function takes so long that it can be asked only
 * a few times, the fastest of the target is held against the slowest of the current version.
 */
export const judgeDurations = (soaked: Soaked): SoakVerdict => {
  const [target, current] = [soaked.target, soaked.current].map((all) => all.map(({ durationMs }) => durationMs));
  if (target === undefined || current === undefined || target.length === 0) return { worse: [], lines: [] };
  const took = `it takes ${ms(median(target))} (median of ${target.length})`;
  if (current.length === 0) return { worse: [], lines: [took] };
  const line = `${took}, the current version ${ms(median(current))} (of ${current.length})`;
  const least = Math.min(target.length, current.length);
  if (least < fewest) return { worse: [], lines: [line, `too little data of how long it takes: ${least} invocations`] };
  const slower =
    least < fewestForMedians
      ? isSlower(Math.min(...target), Math.max(...current))
      : isSlower(median(target), median(current));
  return slower ? { worse: [line], lines: [] } : { worse: [], lines: [line] };
};

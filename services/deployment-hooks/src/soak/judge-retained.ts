import type { Measured } from '@signalbox/lambda-kit';
import { median, slopes } from './middle.ts';
import type { Soaked, SoakVerdict } from './soaked.ts';

/** What an environment is asked first fills caches and gets code compiled. */
const warmUp = 10;

/** Those of the current version are warm; only what a measurement itself needs is new to them. */
const warmUpOfCurrent = 3;

/** Fewer invocations of one environment after that do not fail a version. */
const fewestOfTarget = 20;

/** Fewer pairs of invocations say nothing of the current version. */
const fewestPairs = 10;

const mostRetainedBytes = 65_536;

/** How much of what the target retains the current version must retain, too, for it to be nothing new. */
const nothingNew = 0.5;

const byEnvironment = (measured: readonly Measured[], warmsUpFor: number): number[][] =>
  Object.values(Object.groupBy(measured, ({ environment }) => environment)).map((own = []) =>
    own.slice(warmsUpFor).map(({ retainedBytes }) => retainedBytes),
  );

/**
 * The median slope of all pairs, of which one in four values may be anything
 * (https://en.wikipedia.org/wiki/Theil%E2%80%93Sen_estimator). undefined: there are too few.
 */
const growthOf = (environments: readonly (readonly number[])[]): number | undefined => {
  const all = environments.flatMap(slopes);
  return all.length < fewestPairs ? undefined : median(all);
};

const kib = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KiB`;

const said = (bytes: number | undefined): string => (bytes === undefined ? 'cannot be told' : kib(bytes));

/**
 * Leaks: what an environment retains after a garbage collection grows with every invocation by more than 64 KiB, and that of the
 * current version by less than half as much. The target is judged by the environment that was asked most, the
 * current version by all of them: its traffic decides which one is free to be asked.
 */
export const judgeRetained = ({ current, target }: Soaked): SoakVerdict => {
  const environments = byEnvironment(target, warmUp);
  const longest = environments.reduce((most, each) => (each.length > most.length ? each : most), []);
  const [now, before] = [growthOf([longest]), growthOf(byEnvironment(current, warmUpOfCurrent))];
  const compared = current.length > 0 ? `, the current version ${said(before)}` : '';
  const line = `it retains more each time: ${said(now)} (over ${longest.length} of one environment)${compared}`;
  if (now === undefined || longest.length < fewestOfTarget) {
    return { worse: [], lines: [line, `too little data of what it retains: ${longest.length} invocations`] };
  }
  const isOld = before !== undefined && before >= now * nothingNew;
  return now > mostRetainedBytes && !isOld ? { worse: [line], lines: [] } : { worse: [], lines: [line] };
};

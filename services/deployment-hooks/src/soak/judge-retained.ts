import type { Measured } from '@signalbox/lambda-kit';
import { growth } from './middle.ts';
import type { Soaked, SoakVerdict } from './soaked.ts';

/** What an environment is asked first fills caches and gets code compiled. */
const warmUp = 10;

/** Fewer invocations of one environment after that do not fail a version. */
const fewestOfTarget = 20;

/** Fewer do not excuse it. */
const fewestOfCurrent = 5;

const mostRetainedBytes = 65_536;

/** How much of what the target retains the current version must retain, too, for it to be nothing new. */
const nothingNew = 0.5;

interface Retained {
  readonly invocations: number;
  readonly bytesEach: number;
}

/** By the environment that was asked most. */
const retainedBy = (measured: readonly Measured[]): Retained => {
  const environments = Object.values(Object.groupBy(measured, ({ environment }) => environment));
  const warm = environments.map((own = []) => own.slice(warmUp).map(({ retainedBytes }) => retainedBytes));
  const longest = warm.reduce((most, each) => (each.length > most.length ? each : most), []);
  return { invocations: longest.length, bytesEach: growth(longest) };
};

const kib = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KiB`;

const said = ({ bytesEach, invocations }: Retained): string =>
  invocations < 2 ? 'cannot be told' : `${kib(bytesEach)} (over ${invocations} of one environment)`;

/**
 * Leaks: what an environment retains after a garbage collection grows with every invocation by more than 64 KiB, and that of the
 * current version by less than half as much.
 */
export const judgeRetained = ({ current, target }: Soaked): SoakVerdict => {
  const [now, before] = [retainedBy(target), retainedBy(current)];
  const compared = current.length > 0 ? `, the current version ${said(before)}` : '';
  const line = `it retains more each time: ${said(now)}${compared}`;
  if (now.invocations < fewestOfTarget) {
    const few = `too little data of what it retains: ${now.invocations} invocations of one environment`;
    return { worse: [], lines: [line, few] };
  }
  const leaks = now.bytesEach > mostRetainedBytes;
  const isOld = before.invocations >= fewestOfCurrent && before.bytesEach >= now.bytesEach * nothingNew;
  return leaks && !isOld ? { worse: [line], lines: [] } : { worse: [], lines: [line] };
};

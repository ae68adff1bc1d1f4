import type { Outcome } from './trial.ts';

const columns: readonly (readonly [heading: string, width: number])[] = [
  ['release', 52],
  ['stopped', 18],
  ['wrong', 7],
  ['missing', 9],
  ['lost', 11],
  ['back after', 12],
  ['took', 8],
  ['by', 0],
];

const line = (cells: readonly string[]): string =>
  cells
    .map((cell, index) => cell.padEnd(columns[index]?.[1] ?? 0))
    .join('')
    .trimEnd();

export const heading = line(columns.map(([name]) => name));

/** A good release stays. */
const backText = (ms: number | undefined, isGood: boolean): string => {
  if (isGood && ms === undefined) return 'stays';
  if (ms === undefined) return 'not back';
  return ms === 0 ? 'never left' : `${Math.round(ms / 1000)} s`;
};

export interface Tried {
  readonly title: string;
  readonly isGood: boolean;
  readonly showsBeforeTraffic: boolean;
  readonly outcome: Outcome;
}

export const rowOf = ({ isGood, outcome, title }: Tried): string => {
  const { commands, exposedMs, lost, published, stopped, tookMs } = outcome;
  return line([
    `${isGood ? 'good: ' : ''}${title}`,
    stopped.where,
    String(commands.wrong.length),
    String(commands.missing),
    `${lost}/${published}`,
    backText(exposedMs, isGood),
    `${Math.round(tookMs / 1000)} s`,
    stopped.by,
  ]);
};

const share = (all: readonly Tried[], holds: (outcome: Outcome) => boolean): string =>
  `${all.filter(({ outcome }) => holds(outcome)).length}/${all.length}`;

const sum = (all: readonly Tried[], of: (outcome: Outcome) => number): number =>
  all.reduce((total, { outcome }) => total + of(outcome), 0);

const isStopped = ({ stopped }: Outcome): boolean => stopped.where !== 'never';

const named = (what: string, all: readonly Tried[]): readonly string[] =>
  all.length === 0 ? [] : [`${what}: ${all.map(({ title }) => title).join(', ')}`];

/** The goals, and what was reached. */
export const summaryOf = (
  tried: readonly Tried[],
): { readonly lines: readonly string[]; readonly reached: boolean } => {
  const bad = tried.filter(({ isGood }) => !isGood);
  const good = tried.filter(({ isGood }) => isGood);
  const early = bad.filter(({ showsBeforeTraffic }) => showsBeforeTraffic);
  const wrong = sum(early, ({ commands }) => commands.wrong.length);
  const lost = sum(tried, (outcome) => outcome.lost);
  const missing = sum(tried, ({ commands }) => commands.missing);
  const notStopped = bad.filter(({ outcome }) => !isStopped(outcome));
  const tooLate = early.filter(({ outcome }) => isStopped(outcome) && outcome.exposedMs !== 0);
  const wronglyStopped = good.filter(({ outcome }) => isStopped(outcome));
  return {
    lines: [
      `faults stopped: ${share(bad, isStopped)} (goal: all)`,
      `wrong commands from those that can be stopped before traffic: ${wrong} (goal: 0); from the others: ${sum(bad, ({ commands }) => commands.wrong.length) - wrong}`,
      `telemetry lost: ${lost} of ${sum(tried, ({ published }) => published)} messages (goal: 0)`,
      `commands that no device got: ${missing}`,
      `good releases passed: ${share(good, (outcome) => !isStopped(outcome))} (goal: all)`,
      ...named('not stopped', notStopped),
      ...named('could have been stopped before traffic, and was stopped later', tooLate),
      ...named('good, and stopped', wronglyStopped),
    ],
    reached: notStopped.length + wronglyStopped.length + wrong + lost === 0,
  };
};

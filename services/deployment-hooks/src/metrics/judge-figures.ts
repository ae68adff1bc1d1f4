import type { Kind } from '../kinds.ts';
import { metricNames } from './metric-names.ts';
import { failureNames, refusalNames, type VersionFigures } from './version-figures.ts';

/** The figures of both versions. */
export interface BothFigures {
  readonly target: VersionFigures;
  readonly current: VersionFigures;
  /** The current version's are of the same time, not of the time before. */
  readonly sameTime: boolean;
}

/** What is worse with the target, and what there was too little data for: for people. */
export interface FiguresVerdict {
  readonly worse: readonly string[];
  readonly notes: readonly string[];
}

/** Fewer invocations of a version say nothing. */
export const fewestInvocations = 10;

/** How long so few take is a matter of what else the machine does meanwhile. */
const fewestForDuration = 50;

/** Fewer deeds than this are chance. */
const fewestDeeds = 50;

const deedsFactor = 3;
const durationFactor = 3;
const durationFloorMs = 200;
const iteratorAgeFactor = 3;
const iteratorAgeFloorMs = 300_000;

const perInvocation = (count: number, { invocations }: VersionFigures): string =>
  `${count} in ${invocations} invocations (${invocations === 0 ? 0 : (count / invocations).toPrecision(3)} each)`;

/** Twice as many as are to be expected, what chance may add to them, and two that may always happen. */
export const mostBad = (expected: number): number => 2 * expected + 3 * Math.sqrt(expected) + 2;

const badOf = (
  name: string,
  { target, current }: BothFigures,
  countOf = ({ counts }: VersionFigures) => counts[name],
): string[] => {
  const [now = 0, before = 0] = [countOf(target), countOf(current)];
  const expected = current.invocations === 0 ? 0 : (before / current.invocations) * target.invocations;
  if (now <= mostBad(expected)) return [];
  return [`${name}: ${perInvocation(now, target)}, the current version ${perInvocation(before, current)}`];
};

/** What may become of a message, each time that it is received. */
const endsOfMessages = ['ReadingsStored', 'RecordsRejected', 'DuplicatesSkipped', 'RecordsFailed'];

/** Messages of which nothing is known to have become: each has at least one reading. Without a store that is so of all. */
const unaccounted = ({ counts }: VersionFigures): number => {
  const known = endsOfMessages.reduce((sum, name) => sum + (counts[name] ?? 0), 0);
  return Math.max((counts['MessagesReceived'] ?? 0) - known, 0);
};

const deedsOf = (name: string, { target, current }: BothFigures): string[] => {
  const [now = 0, before = 0] = [target.counts[name], current.counts[name]];
  const expected = (before / current.invocations) * target.invocations;
  if (before < fewestDeeds || expected < fewestDeeds) return [];
  if (now >= expected / deedsFactor && now <= expected * deedsFactor) return [];
  return [`${name}: ${perInvocation(now, target)}, the current version ${perInvocation(before, current)}`];
};

const durationOf = ({ target, current }: BothFigures): string[] => {
  const { durationMs: now } = target;
  const { durationMs: before } = current;
  if (now === undefined || before === undefined) return [];
  if (Math.min(target.invocations, current.invocations) < fewestForDuration) return [];
  if (now <= before * durationFactor || now - before <= durationFloorMs) return [];
  return [`Duration: ${Math.round(now)} ms, the current version ${Math.round(before)} ms`];
};

const iteratorAgeOf = ({ target, current }: BothFigures): string[] => {
  const [now = 0, before = 0] = [target.iteratorAgeMs, current.iteratorAgeMs];
  if (now <= before * iteratorAgeFactor + iteratorAgeFloorMs) return [];
  return [`IteratorAge: up to ${Math.round(now)} ms, the current version ${Math.round(before)} ms`];
};

/**
 * Holds the figures of the target against those of the current version. Worse is
 * - a failure or refusal that comes more than twice as often an invocation, beyond what chance may add (three standard
 *   deviations) and two that may always happen; without figures of the current version failures are held against none
 * - of an ingestion, in the same way, messages that were received and neither stored, refused, skipped nor failed
 * - of what the function does, less than a third or more than three times as much an invocation, over the same time
 * - a mean duration more than three times as long, and 200 ms longer, with at least 50 invocations of both
 * - an iterator age more than three times as high, and five minutes
 */
export const judgeFigures = (kind: Kind, figures: BothFigures): FiguresVerdict => {
  const { target, current, sameTime } = figures;
  const [enoughTarget, enoughCurrent] = [target, current].map(({ invocations }) => invocations >= fewestInvocations);
  const failures = failureNames(kind).flatMap((name) => badOf(name, figures));
  const known = enoughTarget && enoughCurrent;
  const refusals = known ? refusalNames(kind).flatMap((name) => badOf(name, figures)) : [];
  const deeds = known && sameTime ? metricNames[kind].deeds.flatMap((name) => deedsOf(name, figures)) : [];
  const account = known && kind === 'ingest' ? badOf('messages unaccounted for', figures, unaccounted) : [];
  const times = known ? [...durationOf(figures), ...iteratorAgeOf(figures)] : [];
  const notes = [
    ...(enoughTarget ? [] : [`too little data of the target to compare: ${target.invocations} invocations`]),
    ...(enoughCurrent
      ? []
      : [`too little data of the current version to compare with: ${current.invocations} invocations`]),
    ...(known && !sameTime ? ['the current version was not invoked meanwhile: compared with the hour before'] : []),
  ];
  return { worse: [...failures, ...refusals, ...account, ...deeds, ...times], notes };
};

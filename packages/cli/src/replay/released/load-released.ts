import { readFile } from 'node:fs/promises';
import type { RuleSet } from '@signalbox/decision-engine';
import { lastEntry, parseTimeline, ReleaseError, type RuleTimeline } from '@signalbox/releases';
import { Problem } from '../../problem.ts';
import { resolveTarget } from '../../target/target.ts';
import type { ReplayCommandOptions } from '../replay-options.ts';
import type { ReleasedPlan } from './released-plan.ts';
import { ruleSetsOfDirectory } from './rule-sets-of-directory.ts';

const timelineOf = async (path: string): Promise<RuleTimeline> => {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new Problem('usage', `there is no file ${path} with a rule timeline`, { cause });
  });
  try {
    return parseTimeline(text);
  } catch (cause) {
    if (cause instanceof ReleaseError) throw new Problem('usage', `${path}: ${cause.message}`, { cause });
    throw cause;
  }
};

/** One that only ran beside others decided nothing that was sent. */
const checkComplete = ({ entries }: RuleTimeline, ruleSets: readonly RuleSet[]): void => {
  const known = new Set(ruleSets.map(({ hash }) => hash));
  for (const { seq, phase, stable, candidate } of entries) {
    const missing = [stable, ...(phase === 'cohort' && candidate ? [candidate] : [])].find((hash) => !known.has(hash));
    if (missing !== undefined) {
      throw new Problem('not-found', `the rule set ${missing}, which decided by entry ${seq} of the timeline, is gone`);
    }
  }
};

const hashesOf = ({ entries }: RuleTimeline): readonly string[] => [
  ...new Set(entries.flatMap(({ stable, candidate }) => (candidate === undefined ? [stable] : [stable, candidate]))),
];

// The SDK is only loaded if it is needed.
const ofStage = async (options: ReplayCommandOptions): Promise<ReleasedPlan> => {
  const { releasesOfStage } = await import('./releases-of-stage.ts');
  return releasesOfStage(resolveTarget(options, process.env), hashesOf);
};

const refuseMixed = ({ against, rules, ruleSets, timeline }: ReplayCommandOptions): void => {
  if (rules !== undefined || against !== undefined) {
    throw new Problem('usage', '--released takes the rules that were released; leave out --rules and --against');
  }
  if ((timeline === undefined) !== (ruleSets === undefined)) {
    throw new Problem('usage', 'give both --timeline and --rule-sets, or neither for those of the stage');
  }
};

/**
 * The rule timeline and its rule sets, out of files or of a stage.
 * @throws Problem `usage`, `not-found`, `rules-invalid`, `unreachable`, `refused-by-aws`, `release-refused`
 */
export const loadReleased = async (options: ReplayCommandOptions): Promise<ReleasedPlan> => {
  refuseMixed(options);
  const { ruleSets, timeline } = options;
  const plan: ReleasedPlan =
    timeline === undefined || ruleSets === undefined
      ? await ofStage(options)
      : { timeline: await timelineOf(timeline), ruleSets: await ruleSetsOfDirectory(ruleSets) };
  if (lastEntry(plan.timeline) === undefined) {
    throw new Problem('not-found', 'nothing was ever released: give the rules that decided with --rules instead');
  }
  checkComplete(plan.timeline, plan.ruleSets);
  const used = new Set(hashesOf(plan.timeline));
  return { ...plan, ruleSets: plan.ruleSets.filter(({ hash }) => used.has(hash)) };
};

import { ReleaseError } from '../release-error.ts';
import { append, type Change, nextSeq, releaseIdOf } from './append.ts';
import { currentRelease, lastEntry, type RuleTimeline, type TimelineEntry } from './timeline.ts';

/** The last release that came to all devices, and the set that decided before. */
const lastRelease = ({ entries }: RuleTimeline): { all: TimelineEntry; before: string } | undefined => {
  const index = entries.findLastIndex(({ phase }) => phase === 'all');
  const [all, before] = [entries[index], entries[index - 1]];
  return all && before && { all, before: before.stable };
};

/**
 * Drops the candidate that is under way; without one, the set that decided before the last release decides again.
 * @throws {ReleaseError} `NOTHING_TO_ROLL_BACK`
 */
export const rollBack = (timeline: RuleTimeline, change: Change): RuleTimeline => {
  const current = currentRelease(timeline);
  if (current) {
    const { releaseId, stable } = current;
    return append(timeline, { releaseId, phase: 'rolled-back', stable, cohortPercent: 100 }, change);
  }
  const last = lastRelease(timeline);
  if (last === undefined || last.before === lastEntry(timeline)?.stable) {
    throw new ReleaseError(
      'NOTHING_TO_ROLL_BACK',
      'no rule release is under way, and the last one is rolled back or there was none',
    );
  }
  const { all, before } = last;
  return append(
    timeline,
    { releaseId: all.releaseId, phase: 'rolled-back', stable: before, cohortPercent: 100 },
    change,
  );
};

/**
 * For a rollback of the whole system: at once this set decides for all, and a candidate is dropped. The same timeline if it
 * does already and nothing is under way.
 * @throws {ReleaseError} `NO_BASELINE`
 */
export const replaceStable = (timeline: RuleTimeline, hash: string, change: Change): RuleTimeline => {
  const last = lastEntry(timeline);
  if (last === undefined) throw new ReleaseError('NO_BASELINE', 'no rule set decides yet');
  if (last.stable === hash) return currentRelease(timeline) ? rollBack(timeline, change) : timeline;
  const releaseId = releaseIdOf(hash, nextSeq(timeline));
  return append(timeline, { releaseId, phase: 'all', stable: hash, cohortPercent: 100 }, change);
};

import { ReleaseError } from '../release-error.ts';
import { append, type Change, nextSeq, releaseIdOf } from './append.ts';
import { currentRelease, lastEntry, type RuleTimeline } from './timeline.ts';

/**
 * The first set that decides: for every record, whenever it was received.
 * @throws {ReleaseError} `HAS_BASELINE`
 */
export const setBaseline = (timeline: RuleTimeline, hash: string, now: number): RuleTimeline => {
  if (timeline.entries.length > 0) {
    throw new ReleaseError('HAS_BASELINE', 'the rule timeline has begun already; its first set does not change');
  }
  const baseline = { seq: 1, releaseId: 'baseline', phase: 'baseline', stable: hash, cohortPercent: 100 } as const;
  const entry = { ...baseline, effectiveAt: 0, writtenAt: now, by: 'automatic', reason: 'the first rule set' };
  return { version: timeline.version + 1, entries: [entry] };
};

/**
 * Begins to release a set: in shadow, on all devices.
 * @throws {ReleaseError} `NO_BASELINE`, `UNDER_WAY`, `SAME_RULES`
 */
export const startRelease = (timeline: RuleTimeline, candidate: string, change: Change): RuleTimeline => {
  const last = lastEntry(timeline);
  if (last === undefined)
    throw new ReleaseError('NO_BASELINE', 'no rule set decides yet: the first one needs no release');
  const current = currentRelease(timeline);
  if (current) {
    const how = 'end it first: signalbox rules promote --to all, or signalbox rules rollback';
    throw new ReleaseError(
      'UNDER_WAY',
      `the rule release ${current.releaseId} is under way (${current.phase}); ${how}`,
    );
  }
  if (last.stable === candidate) {
    throw new ReleaseError('SAME_RULES', `the rule set ${candidate.slice(0, 12)} decides already`);
  }
  const releaseId = releaseIdOf(candidate, nextSeq(timeline));
  const shadow = { releaseId, phase: 'shadow', stable: last.stable, candidate, cohortPercent: 0 } as const;
  return append(timeline, shadow, change);
};

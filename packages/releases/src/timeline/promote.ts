import { ReleaseError } from '../release-error.ts';
import { append, type Change } from './append.ts';
import { currentRelease, type RuleTimeline } from './timeline.ts';

export interface Promotion extends Change {
  /** Default: the next step, of a shadow the cohort, of a cohort all. */
  readonly to?: 'cohort' | 'all' | undefined;
  /** Of the devices, more than 0 and at most 100. Default: 10. */
  readonly cohortPercent?: number | undefined;
}

const defaultCohortPercent = 10;

/**
 * Takes the candidate a step further; a cohort may also be widened.
 * @throws {ReleaseError} `NOT_UNDER_WAY`; `NO_STEP`: the cohort is that wide already, or the percentage is none
 */
export const promote = (timeline: RuleTimeline, promotion: Promotion): RuleTimeline => {
  const current = currentRelease(timeline);
  if (current === undefined) throw new ReleaseError('NOT_UNDER_WAY', 'no rule release is under way');
  const { releaseId, phase, stable, candidate } = current;
  const { to = phase === 'shadow' ? 'cohort' : 'all', cohortPercent = defaultCohortPercent } = promotion;
  if (to === 'all') {
    return append(timeline, { releaseId, phase: 'all', stable: candidate, cohortPercent: 100 }, promotion);
  }
  if (!(cohortPercent > 0 && cohortPercent <= 100)) {
    throw new ReleaseError('NO_STEP', `a cohort is more than 0 and at most 100 percent, not ${cohortPercent}`);
  }
  if (current.cohortPercent >= cohortPercent) {
    throw new ReleaseError('NO_STEP', `the cohort of ${releaseId} is ${current.cohortPercent} percent already`);
  }
  return append(timeline, { releaseId, phase: 'cohort', stable, candidate, cohortPercent }, promotion);
};

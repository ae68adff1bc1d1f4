import { currentRelease, type RuleTimeline, type TimelineEntry } from '@signalbox/releases';
import { Problem } from '../problem.ts';
import type { ReleaseBook } from './release-book.ts';

export interface FollowOptions {
  readonly book: Pick<ReleaseBook, 'timeline' | 'gateReport'>;
  readonly stop: AbortSignal;
  readonly say: (line: string) => void;
  /** Resolves after a while, at once when `stop` is aborted. */
  readonly pause: () => Promise<void>;
}

const entriesOf = ({ entries }: RuleTimeline, releaseId: string): readonly TimelineEntry[] =>
  entries.filter((entry) => entry.releaseId === releaseId);

const phaseText = ({ phase, cohortPercent, reason }: TimelineEntry): string => {
  const share = phase === 'cohort' ? ` of ${cohortPercent} % of the devices` : '';
  return `rules: ${phase}${share} (${reason})`;
};

/**
 * Follows the release of rules that a deployment has begun until it ends.
 * @param before the timeline before the deployment
 * @throws Problem `deployment-failed` if the rules were rolled back, `interrupted`
 */
export const followRules = async (before: RuleTimeline, { book, stop, say, pause }: FollowOptions): Promise<void> => {
  let timeline = await book.timeline();
  const release = currentRelease(timeline);
  if (release === undefined || release.releaseId === currentRelease(before)?.releaseId) return;
  const { releaseId } = release;
  say(`${releaseId} goes on by itself; Ctrl-C only stops watching`);
  let told = 0;
  for (;;) {
    const entries = entriesOf(timeline, releaseId);
    for (const entry of entries.slice(told)) say(phaseText(entry));
    told = entries.length;
    const last = entries.at(-1);
    if (last === undefined || last.phase === 'all') return;
    if (last.phase === 'rolled-back') {
      const report = await book.gateReport(releaseId);
      for (const line of report?.lines ?? []) say(line);
      throw new Problem('deployment-failed', `the rules were rolled back: ${last.reason}`);
    }
    await pause();
    if (stop.aborted) throw new Problem('interrupted', `${releaseId} goes on: signalbox rules status`);
    timeline = await book.timeline();
  }
};

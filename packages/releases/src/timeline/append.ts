import { lastEntry, leadMs, maxEntries, type RuleTimeline, type TimelineEntry } from './timeline.ts';

/** Who changes the timeline, when (epoch ms, the clock of the deployment) and why. */
export interface Change {
  readonly now: number;
  readonly by: string;
  readonly reason: string;
}

type Content = Pick<TimelineEntry, 'releaseId' | 'phase' | 'stable' | 'candidate' | 'cohortPercent'>;

export const nextSeq = (timeline: RuleTimeline): number => (lastEntry(timeline)?.seq ?? 0) + 1;

export const releaseIdOf = (candidate: string, seq: number): string => `rules-${candidate.slice(0, 12)}-${seq}`;

/** The timeline with one entry more, which never holds before one that was written earlier. */
export const append = (timeline: RuleTimeline, content: Content, { now, by, reason }: Change): RuleTimeline => {
  const effectiveAt = Math.max(now + leadMs, lastEntry(timeline)?.effectiveAt ?? 0);
  const entry = { seq: nextSeq(timeline), ...content, effectiveAt, writtenAt: now, by, reason };
  return { version: timeline.version + 1, entries: [...timeline.entries, entry].slice(-maxEntries) };
};

import type { TickRecord } from '@signalbox/contracts';
import { assignmentOf, type RuleTimeline, type TimelineEntry } from '@signalbox/releases';

/**
 * How long ticks are put after the sets that decide changed: some runs, so that one that fails is made up for. A tick that finds nothing to do
 * changes nothing.
 */
const tickingMs = 150_000;

/** The entry that changed which sets decide a short while ago, and the one before it. */
export interface Change {
  readonly entry: TimelineEntry;
  readonly before: TimelineEntry;
}

/** Undefined: nothing changed lately, or what changed does not hold yet. */
export const recentChange = ({ entries }: RuleTimeline, now: number): Change | undefined => {
  const [before, entry] = [entries.at(-2), entries.at(-1)];
  if (!before || !entry || entry.phase === 'shadow') return undefined;
  const ageMs = now - entry.effectiveAt;
  return ageMs >= 0 && ageMs < tickingMs ? { before, entry } : undefined;
};

/** The releases in whose evidence those devices are that the change may concern. */
export const releasesOf = ({ before, entry }: Change): readonly string[] => [
  ...new Set([entry.releaseId, before.releaseId]),
];

/** A tick for each device that is decided by another set now, so that one that is silent changes too. */
export const handOverTicks = (
  { before, entry }: Change,
  fleets: ReadonlyMap<string, string>,
  receivedAt: number,
): TickRecord[] =>
  [...fleets].flatMap(([deviceId, fleet]): TickRecord[] => {
    if (assignmentOf(before, deviceId).live === assignmentOf(entry, deviceId).live) return [];
    return [{ type: 'tick', fleet, deviceId, dueAt: entry.effectiveAt, receivedAt }];
  });

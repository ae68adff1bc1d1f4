import { ReleaseError } from '../release-error.ts';
import { lastEntry, leadMs, type RuleTimeline, skewMs, type TimelineEntry } from './timeline.ts';

/**
 * A timeline whose reading began at `loadedAt` surely knows every entry that matters to a record received before this
 * (both epoch ms): an entry is written {@link leadMs} before it holds.
 */
export const knownUntil = (loadedAt: number): number => loadedAt + leadMs - skewMs;

/**
 * The entry by which a record is decided. `appliedSeq` is the latest that was applied to its device: records of a stream
 * do not come in order of `receivedAt`, and a device never goes back to an earlier entry.
 *
 * Undefined if nothing was ever released; then the bundle's own set decides. A record from before the first entry that
 * is kept is decided by that one.
 * @throws {ReleaseError} `UNKNOWN_ENTRY`: the device has seen an entry that this timeline does not know; read it again
 */
export const entryAt = (timeline: RuleTimeline, receivedAt: number, appliedSeq = 0): TimelineEntry | undefined => {
  const { entries } = timeline;
  const lastSeq = lastEntry(timeline)?.seq ?? 0;
  if (appliedSeq > lastSeq) {
    throw new ReleaseError(
      'UNKNOWN_ENTRY',
      `entry ${appliedSeq} of the rule timeline is not known: it ends at ${lastSeq}`,
    );
  }
  const found = entries.findLast(({ effectiveAt }) => effectiveAt <= receivedAt) ?? entries[0];
  return found && found.seq < appliedSeq ? entries.find(({ seq }) => seq === appliedSeq) : found;
};

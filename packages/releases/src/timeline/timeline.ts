/**
 * - `baseline`: the first set that ever decided
 * - `shadow`: the candidate is evaluated on all devices, and nothing of it is sent
 * - `cohort`: the candidate decides for some devices; on the others it is in shadow
 * - `all`: what was the candidate decides for all
 * - `rolled-back`: the candidate is dropped, or the set before the last `all` decides again
 */
export type RulePhase = 'baseline' | 'shadow' | 'cohort' | 'all' | 'rolled-back';

/** A moment at which it changed which rule sets a device is decided by. */
export interface TimelineEntry {
  /** 1, 2, 3, … */
  readonly seq: number;
  /** `rules-<first 12 of the candidate's hash>-<seq of its first entry>`; of the first set `baseline`. */
  readonly releaseId: string;
  readonly phase: RulePhase;
  /** Hash of the set that decides (outside the cohort). */
  readonly stable: string;
  /** Hash of the set that is released; in shadow and cohort only. */
  readonly candidate?: string;
  /** Of the devices, how many decide by what is released: in shadow 0, in a cohort as given, else 100. */
  readonly cohortPercent: number;
  /** Epoch ms: holds for records that the cloud received then or later. */
  readonly effectiveAt: number;
  /** Epoch ms, at least {@link leadMs} before `effectiveAt` (but the baseline holds from 0 on). */
  readonly writtenAt: number;
  /** `automatic`, or a person's name. */
  readonly by: string;
  readonly reason: string;
}

/** Which rule sets decided when: the last {@link maxEntries} entries, in order of `seq` and of `effectiveAt`. */
export interface RuleTimeline {
  /** Counts the writes. */
  readonly version: number;
  readonly entries: readonly TimelineEntry[];
}

/** How long before it holds an entry is written, so that whoever reads the timeline now and then knows it in time. */
export const leadMs = 30_000;

/** How far clocks may be apart, and a write may take, before a reader could miss an entry. */
export const skewMs = 5_000;

export const maxEntries = 100;

export const emptyTimeline: RuleTimeline = { version: 0, entries: [] };

/** The entry that was written last, whether it holds already or not. */
export const lastEntry = ({ entries }: RuleTimeline): TimelineEntry | undefined => entries.at(-1);

/** The entry of the release that is under way, a candidate in shadow or cohort; undefined when there is none. */
export const currentRelease = (
  timeline: RuleTimeline,
): (TimelineEntry & { readonly candidate: string }) | undefined => {
  const last = lastEntry(timeline);
  return last?.candidate === undefined ? undefined : { ...last, candidate: last.candidate };
};

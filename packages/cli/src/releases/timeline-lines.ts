import type { TimelineEntry } from '@signalbox/releases';
import { formatInstant } from '../output/number.ts';
import { formatTable } from '../output/table.ts';

/** `shadow`, `cohort 10 %`. */
export const phaseText = ({ phase, cohortPercent }: TimelineEntry): string =>
  phase === 'cohort' ? `cohort ${cohortPercent} %` : phase;

const shortHash = (hash: string | undefined): string => hash?.slice(0, 12) ?? '-';

const columns = [
  { heading: 'SEQ', value: ({ seq }: TimelineEntry) => String(seq), alignRight: true },
  {
    heading: 'FROM',
    value: ({ effectiveAt }: TimelineEntry) => (effectiveAt === 0 ? 'ever' : formatInstant(effectiveAt)),
  },
  { heading: 'PHASE', value: phaseText },
  { heading: 'STABLE', value: ({ stable }: TimelineEntry) => shortHash(stable) },
  { heading: 'CANDIDATE', value: ({ candidate }: TimelineEntry) => shortHash(candidate) },
  { heading: 'BY', value: ({ by }: TimelineEntry) => by },
  { heading: 'WHY', value: ({ reason }: TimelineEntry) => reason },
];

/** Which sets decided from when on, as a table. */
export const timelineLines = (entries: readonly TimelineEntry[]): readonly string[] => formatTable(columns, entries);

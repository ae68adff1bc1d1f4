import { type ArchiveLine, archiveLine, hourPrefix } from '@signalbox/contracts';
import { errorMessage } from '@signalbox/lambda-kit';

/** What is known of any line: where it stands. */
export type PlacedLine = Pick<ArchiveLine, 'shardId' | 'sequenceNumber' | 'receivedAt'>;

export interface RecentBounds {
  /** Not earlier than this, epoch ms. */
  readonly from: number;
  /** Nor later: epoch ms. */
  readonly to: number;
  readonly mostRecords: number;
  /** How long reading may take, ms. */
  readonly timeLimitMs: number;
}

/** Takes lines until it is told to stop: then it gives false. */
export type TakeLine<L = ArchiveLine> = (line: L) => boolean;

/** Reads records until `take` has enough or `signal` is aborted. */
export type RecordSource<L = ArchiveLine> = (
  bounds: RecentBounds,
  take: TakeLine<L>,
  signal: AbortSignal,
) => Promise<void>;

const hourMs = 3_600_000;

/** Hours (UTC) of the archive from `from` to `to`, the latest first. */
export const hourPrefixes = ({ from, to }: RecentBounds): string[] => {
  const prefixes: string[] = [];
  for (let at = to; at > from - hourMs; at -= hourMs) {
    prefixes.push(hourPrefix('archive', Math.max(at, from)));
    if (at <= from) break;
  }
  return [...new Set(prefixes)];
};

/** Lines of an object; what is none is left out, for what others wrote there is not ours to judge. */
export const parseLines = (ndjson: string): ArchiveLine[] =>
  ndjson.split('\n').flatMap((line) => {
    if (line === '') return [];
    try {
      const checked = archiveLine.check(JSON.parse(line));
      return checked.ok ? [checked.value] : [];
    } catch {
      return [];
    }
  });

/**
 * Records of the last minutes from several sources, each once. A source that fails or is cut short is noted: what it did give
 * counts.
 */
export const recentRecords = async <L extends PlacedLine>(
  sources: Readonly<Record<string, RecordSource<L>>>,
  bounds: RecentBounds,
): Promise<{ readonly lines: readonly L[]; readonly notes: readonly string[] }> => {
  const found = new Map<string, L>();
  const notes: string[] = [];
  const signal = AbortSignal.timeout(bounds.timeLimitMs);
  const take: TakeLine<L> = (line) => {
    if (found.size >= bounds.mostRecords || signal.aborted) return false;
    if (line.receivedAt >= bounds.from) found.set(`${line.shardId} ${line.sequenceNumber}`, line);
    return true;
  };
  const late = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
  const reading = Object.entries(sources).map(async ([name, read]) => {
    try {
      await Promise.race([read(bounds, take, signal), late]);
    } catch (error) {
      if (!signal.aborted) notes.push(`recent records of the ${name} could not be read: ${errorMessage(error)}`);
    }
  });
  await Promise.all(reading);
  if (found.size >= bounds.mostRecords) notes.push(`only ${bounds.mostRecords} recent records are looked at`);
  if (signal.aborted)
    notes.push(`only those recent records are looked at that ${bounds.timeLimitMs / 1000} s sufficed for`);
  return { lines: [...found.values()], notes };
};

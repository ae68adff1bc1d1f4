/**
 * A line of the archive of which only the place is known: what a record must be is what a release may change, and the hooks are
 * deployed before those whose change they look at.
 */
export interface RawLine {
  readonly shardId: string;
  readonly sequenceNumber: string;
  /** Epoch ms. */
  readonly receivedAt: number;
  readonly [member: string]: unknown;
}

/** undefined: it stands nowhere. */
export const rawLineOf = (value: unknown): RawLine | undefined => {
  if (typeof value !== 'object' || value === null) return undefined;
  const { shardId, sequenceNumber, receivedAt } = value as Readonly<Record<string, unknown>>;
  const isPlaced = typeof shardId === 'string' && typeof sequenceNumber === 'string' && /^\d+$/.test(sequenceNumber);
  return isPlaced && typeof receivedAt === 'number' ? (value as RawLine) : undefined;
};

/** Lines of an object of the archive; what is none is left out. */
export const rawLines = (ndjson: string): RawLine[] =>
  ndjson.split('\n').flatMap((line) => {
    if (line === '') return [];
    try {
      return rawLineOf(JSON.parse(line)) ?? [];
    } catch {
      return [];
    }
  });

/** The records of one object: all of one shard, and of one hour of arrival. */
export interface ObjectRange {
  /** Epoch ms of any of its records. */
  readonly arrivedAt: number;
  readonly shardId: string;
  readonly firstSequenceNumber: string;
  readonly lastSequenceNumber: string;
}

export type ObjectKind = 'archive' | 'quarantine';

/** `archive/2026/11/23/18/`: all objects of the hour (UTC) in which `epochMs` lies. */
export const hourPrefix = (kind: ObjectKind, epochMs: number): string =>
  `${kind}/${new Date(epochMs).toISOString().slice(0, 13).replace(/[-T]/g, '/')}/`;

/**
 * `archive/2026/11/23/18/shardId-000000000000_4961…_4962….ndjson.gz`. Keys sort by hour, so a listing with `StartAfter`
 * walks through time; a batch that is processed again overwrites its own object.
 */
export const objectKey = (kind: ObjectKind, range: ObjectRange): string =>
  `${hourPrefix(kind, range.arrivedAt)}${range.shardId}_${range.firstSequenceNumber}_${range.lastSequenceNumber}.ndjson.gz`;

/** undefined if `key` is not one of {@link objectKey}. `arrivedAt` is the beginning of the hour. */
export const parseObjectKey = (key: string): (ObjectRange & { readonly kind: ObjectKind }) | undefined => {
  const match = /^(archive|quarantine)\/(\d{4})\/(\d{2})\/(\d{2})\/(\d{2})\/([^/_]+)_(\d+)_(\d+)\.ndjson\.gz$/.exec(
    key,
  );
  if (!match) return undefined;
  const [, kind, year, month, day, hour, shardId = '', firstSequenceNumber = '', lastSequenceNumber = ''] = match;
  const arrivedAt = Date.parse(`${year}-${month}-${day}T${hour}:00:00Z`);
  if (Number.isNaN(arrivedAt)) return undefined;
  return { kind: kind as ObjectKind, arrivedAt, shardId, firstSequenceNumber, lastSequenceNumber };
};

/** Sequence numbers are integers of any length within a shard. Negative: `one` came first. */
export const compareSequenceNumbers = (one: string, other: string): number =>
  one.length - other.length || (one < other ? -1 : Number(one > other));

/** What a quarantine id says of its record. `arrivedAt` (epoch ms) is cut to the hour. */
export interface QuarantineIdParts {
  readonly arrivedAt: number;
  readonly shardId: string;
  readonly sequenceNumber: string;
  readonly reading?: number | undefined;
}

/** The hour (UTC) of an epoch ms as it stands in ids: `2026112318`. */
const hourText = (epochMs: number): string => new Date(epochMs).toISOString().slice(0, 13).replace(/\D/g, '');

const SHARD_PREFIX = 'shardId-';

/**
 * `2026112318-000000000003-49645…-2`: the hour when the stream took the record, its shard and sequence number, and the
 * reading if only that was refused. It depends on the record alone, so that refusing it again gives the same id, and it
 * leads to the object: {@link quarantinePrefix}.
 */
export const quarantineId = ({ arrivedAt, shardId, sequenceNumber, reading }: QuarantineIdParts): string =>
  [
    hourText(arrivedAt),
    shardId.replace(SHARD_PREFIX, ''),
    sequenceNumber,
    ...(reading === undefined ? [] : [reading]),
  ].join('-');

/** undefined if `id` is no quarantine id. */
export const parseQuarantineId = (id: string): QuarantineIdParts | undefined => {
  const match = /^(\d{4})(\d{2})(\d{2})(\d{2})-(\d+)-(\d+)(?:-(\d+))?$/.exec(id);
  if (!match) return undefined;
  const [, year, month, day, hour, shard, sequenceNumber = '', reading] = match;
  const arrivedAt = Date.parse(`${year}-${month}-${day}T${hour}:00:00Z`);
  if (Number.isNaN(arrivedAt)) return undefined;
  const parts = { arrivedAt, shardId: `${SHARD_PREFIX}${shard}`, sequenceNumber };
  return reading === undefined ? parts : { ...parts, reading: Number(reading) };
};

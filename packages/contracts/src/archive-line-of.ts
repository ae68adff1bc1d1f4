import { parseStreamRecord } from './parse-stream-record.ts';
import type { ArchiveLine } from './schemas/archive-line.ts';
import { partitionKeyOfRecord } from './stream-record.ts';

/** A record of the stream as a reader is given it. */
export interface ArrivedRecord {
  readonly shardId: string;
  readonly sequenceNumber: string;
  readonly partitionKey: string;
  /** When the stream took it, epoch ms. */
  readonly arrivedAt: number;
  readonly data: Uint8Array;
}

/** The line that the archive holds for a record of the stream: as it came, and its position. */
export const archiveLineOf = ({
  shardId,
  sequenceNumber,
  arrivedAt,
  partitionKey,
  data,
}: ArrivedRecord): ArchiveLine => {
  const position = { shardId, sequenceNumber };
  const record = parseStreamRecord(data);
  if (record.ok) {
    const strayed = partitionKeyOfRecord(record.value) === partitionKey ? {} : { partitionKey };
    return { ...position, ...strayed, ...record.value };
  }
  const bytes = Buffer.from(data).toString('base64');
  return { ...position, type: 'unreadable', partitionKey, data: bytes, receivedAt: arrivedAt };
};

import { type ArchiveLine, objectKey, parseStreamRecord, partitionKeyOfRecord } from '@signalbox/contracts';
import type { Counts, StreamItem } from '@signalbox/lambda-kit';
import type { ObjectStore } from './object-store.ts';
import { rangesByHour } from './ranges.ts';

/** A record of the stream as it came, and its position. */
const archiveLineOf = ({ shardId, sequenceNumber, arrivedAt, partitionKey, data }: StreamItem): ArchiveLine => {
  const position = { shardId, sequenceNumber };
  const record = parseStreamRecord(data);
  if (record.ok) {
    const strayed = partitionKeyOfRecord(record.value) === partitionKey ? {} : { partitionKey };
    return { ...position, ...strayed, ...record.value };
  }
  const bytes = Buffer.from(data).toString('base64');
  return { ...position, type: 'unreadable', partitionKey, data: bytes, receivedAt: arrivedAt };
};

export interface ArchivePorts {
  readonly objects: ObjectStore;
  readonly counts: Counts;
}

/**
 * Archives a batch: nothing is left out, whatever it is. Throws if an object could not be put; the batch then comes again
 * and overwrites what is there.
 */
export const archiveBatch =
  ({ objects, counts }: ArchivePorts) =>
  async (items: readonly StreamItem[]): Promise<void> => {
    for (const { range, items: own } of rangesByHour(items, (item) => item)) {
      await objects.putLines(objectKey('archive', range), own.map(archiveLineOf));
      counts.add('RecordsArchived', own.length);
    }
  };

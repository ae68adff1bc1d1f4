import { archiveLineOf, objectKey } from '@signalbox/contracts';
import type { Counts, StreamItem } from '@signalbox/lambda-kit';
import type { ObjectStore } from './object-store.ts';
import { rangesByHour } from './ranges.ts';

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

import type { StreamRecord } from '../ports/kinesis.ts';

/** The newest records of a shard in memory, so that readers near the tip do not touch the disk. */
export interface RecentRecords {
  push(record: StreamRecord): void;
  /** Whether all records behind a sequence number are here. */
  covers(after: string): boolean;
  /** Up to `limit` records behind a sequence number; only right if it covers it. */
  read(after: string, limit: number): readonly StreamRecord[];
  /** The newest sequence number of the shard, if it ever had a record. */
  readonly last: string | undefined;
}

const maxBytes = 16 * 1024 ** 2;
const maxRecords = 50_000;
/** What a record costs besides its data. */
const overheadBytes = 300;

/** The first index whose record is behind `after`. */
const seek = (records: readonly StreamRecord[], after: string): number => {
  let low = 0;
  let high = records.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((records[middle]?.sequenceNumber ?? '') > after) high = middle;
    else low = middle + 1;
  }
  return low;
};

/** @param last the newest sequence number on disk, if any */
export const createRecentRecords = (last: string | undefined): RecentRecords => {
  let records: StreamRecord[] = [];
  let bytes = 0;
  /** Everything behind this one is here. */
  let floor = last ?? '';
  let newest = last;
  const shrink = (): void => {
    let cut = 0;
    while (cut < records.length && (bytes > maxBytes / 2 || records.length - cut > maxRecords / 2)) {
      const dropped = records[cut];
      bytes -= (dropped?.data.length ?? 0) + overheadBytes;
      floor = dropped?.sequenceNumber ?? floor;
      cut += 1;
    }
    records = records.slice(cut);
  };
  return {
    push: (record) => {
      records.push(record);
      newest = record.sequenceNumber;
      bytes += record.data.length + overheadBytes;
      // Halved at once rather than one by one: cutting an array's head costs its length.
      if (bytes > maxBytes || records.length > maxRecords) shrink();
    },
    covers: (after) => after >= floor,
    read: (after, limit) => {
      const start = seek(records, after);
      return records.slice(start, start + limit);
    },
    get last() {
      return newest;
    },
  };
};

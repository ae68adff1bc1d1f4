import type { DatabaseSync } from 'node:sqlite';
import { inTransaction } from '../kernel/transaction.ts';
import type { StreamRecord } from '../ports/kinesis.ts';
import { arrivalOf } from './sequence.ts';

/** A record on its way to the disk. `shard` is {@link shardKey}. */
export interface LoggedRecord {
  readonly shard: string;
  readonly record: StreamRecord;
}

/** The records of all shards on disk, in SQLite, in order of sequence number. */
export interface RecordLog {
  /** Resolves when the records are on disk (kill -9 safe). Calls made in one turn of the event loop share one transaction. */
  append(records: readonly LoggedRecord[]): Promise<void>;
  /** Up to `limit` records behind a sequence number. */
  read(shard: string, after: string, limit: number): readonly StreamRecord[];
  last(shard: string): string | undefined;
  /** Removes records up to a sequence number. */
  trim(shard: string, upTo: string): void;
  drop(shard: string): void;
  /** Resolves when nothing is on its way any more. */
  settle(): Promise<void>;
}

/** Streams that were deleted and made again differ in when they were made. */
export const shardKey = (stream: { readonly name: string; readonly createdAt: number }, shardId: string): string =>
  `${stream.name}/${stream.createdAt}/${shardId}`;

interface Batch {
  readonly records: LoggedRecord[];
  readonly written: Promise<void>;
}

const schema = `CREATE TABLE IF NOT EXISTS records (
  shard TEXT, sequence TEXT, partition_key TEXT, data BLOB, PRIMARY KEY (shard, sequence)
) WITHOUT ROWID`;

const fromRow = (row: Record<string, unknown>): StreamRecord => {
  const sequenceNumber = String(row['sequence']);
  return {
    sequenceNumber,
    partitionKey: String(row['partition_key']),
    data: row['data'] as Uint8Array,
    arrivedAt: arrivalOf(sequenceNumber),
  };
};

/** @param written is called with each batch right after it reached the disk, before the writers learn of it */
export const openRecordLog = (
  database: DatabaseSync,
  written: (records: readonly LoggedRecord[]) => void,
): RecordLog => {
  database.exec(schema);
  const insert = database.prepare('INSERT INTO records VALUES (?, ?, ?, ?)');
  const after = database.prepare('SELECT * FROM records WHERE shard = ? AND sequence > ? ORDER BY sequence LIMIT ?');
  const last = database.prepare('SELECT max(sequence) AS last FROM records WHERE shard = ?');
  const trim = database.prepare('DELETE FROM records WHERE shard = ? AND sequence <= ?');
  const drop = database.prepare('DELETE FROM records WHERE shard = ?');
  let batch: Batch | undefined;

  const commit = (records: readonly LoggedRecord[]): void => {
    inTransaction(database, () => {
      for (const { shard, record } of records) {
        insert.run(shard, record.sequenceNumber, record.partitionKey, record.data);
      }
    });
    written(records);
  };

  const begin = (): Batch => {
    const records: LoggedRecord[] = [];
    const whenWritten = new Promise<void>((resolve, reject) => {
      setImmediate(() => {
        batch = undefined;
        try {
          commit(records);
          resolve();
        } catch (error) {
          reject(error);
        }
      });
    });
    return { records, written: whenWritten };
  };

  return {
    append: (records) => {
      batch ??= begin();
      batch.records.push(...records);
      return batch.written;
    },
    read: (shard, sequence, limit) => after.all(shard, sequence, limit).map((row) => fromRow(row)),
    last: (shard) => (last.get(shard)?.['last'] ?? undefined) as string | undefined,
    trim: (shard, upTo) => void trim.run(shard, upTo),
    drop: (shard) => void drop.run(shard),
    settle: async () => batch?.written,
  };
};

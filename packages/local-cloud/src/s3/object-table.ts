import type { DatabaseSync } from 'node:sqlite';
import { inTransaction } from '../kernel/transaction.ts';
import type { ObjectDetails, ObjectVersion } from './object-version.ts';

/** The index of all object versions, in SQLite. Keys are in the order of their UTF-8 bytes, as S3 lists them. */
export interface ObjectTable {
  latest(bucket: string, key: string): ObjectVersion | undefined;
  version(bucket: string, key: string, versionId: string): ObjectVersion | undefined;
  /** Inserts a version as the latest one of its key, in place of `replaces`. */
  insert(version: Omit<ObjectVersion, 'seq'>, replaces?: ObjectVersion): void;
  remove(version: ObjectVersion): void;
  setDetails(version: ObjectVersion, details: ObjectDetails): void;
  /** Latest versions that are no delete markers, from `key` on (or after it), in order, read as far as the caller goes. */
  scanLatest(bucket: string, key: string, isAfter: boolean): IterableIterator<ObjectVersion>;
  /** All versions from `key` on, the newest of each key first; of `key` itself only those older than `beforeSeq`. */
  scanVersions(bucket: string, key: string, beforeSeq: number): IterableIterator<ObjectVersion>;
  isEmpty(bucket: string): boolean;
  hasFile(file: string): boolean;
}

type Row = Record<string, string | number>;

const fromRow = (row: Row): ObjectVersion => ({
  bucket: String(row['bucket']),
  key: String(row['key']),
  seq: Number(row['seq']),
  versionId: String(row['version_id']),
  isDeleteMarker: row['is_delete_marker'] === 1,
  size: Number(row['size']),
  etag: String(row['etag']),
  modifiedAt: Number(row['modified_at']),
  file: String(row['file']),
  details: JSON.parse(String(row['details'])) as ObjectDetails,
});

const schema = `
  CREATE TABLE IF NOT EXISTS versions (
    bucket TEXT, key TEXT, seq INTEGER, version_id TEXT, is_latest INTEGER, is_delete_marker INTEGER,
    size INTEGER, etag TEXT, modified_at INTEGER, file TEXT, details TEXT,
    PRIMARY KEY (bucket, key, seq DESC)
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS latest ON versions (bucket, key) WHERE is_latest = 1 AND is_delete_marker = 0;
  CREATE INDEX IF NOT EXISTS files ON versions (file);
`;

const prepare = (database: DatabaseSync) => ({
  latest: database.prepare('SELECT * FROM versions WHERE bucket = ? AND key = ? AND is_latest = 1'),
  version: database.prepare('SELECT * FROM versions WHERE bucket = ? AND key = ? AND version_id = ?'),
  age: database.prepare('UPDATE versions SET is_latest = 0 WHERE bucket = ? AND key = ? AND is_latest = 1'),
  insert: database.prepare('INSERT INTO versions VALUES (?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?)'),
  remove: database.prepare('DELETE FROM versions WHERE bucket = ? AND key = ? AND seq = ?'),
  promote: database.prepare(
    `UPDATE versions SET is_latest = 1 WHERE bucket = ?1 AND key = ?2
     AND seq = (SELECT max(seq) FROM versions WHERE bucket = ?1 AND key = ?2)`,
  ),
  details: database.prepare('UPDATE versions SET details = ? WHERE bucket = ? AND key = ? AND seq = ?'),
  any: database.prepare('SELECT 1 FROM versions WHERE bucket = ? LIMIT 1'),
  file: database.prepare('SELECT 1 FROM versions WHERE file = ? LIMIT 1'),
});

/** A statement of its own for each scan: stepping one statement twice at a time would restart it. */
function* scan(database: DatabaseSync, sql: string, ...values: (string | number)[]): Generator<ObjectVersion> {
  for (const row of database.prepare(sql).iterate(...values)) yield fromRow(row as Row);
}

export const openObjectTable = (database: DatabaseSync): ObjectTable => {
  database.exec(schema);
  const statements = prepare(database);
  let seq = Number(database.prepare('SELECT max(seq) AS last FROM versions').get()?.['last'] ?? 0);
  const atomically = (change: () => void): void => inTransaction(database, change);
  const one = (row: unknown): ObjectVersion | undefined => (row === undefined ? undefined : fromRow(row as Row));
  return {
    latest: (bucket, key) => one(statements.latest.get(bucket, key)),
    version: (bucket, key, versionId) => one(statements.version.get(bucket, key, versionId)),
    insert: (each, replaces) =>
      atomically(() => {
        const { bucket, key, versionId, isDeleteMarker, size, etag, modifiedAt, file, details } = each;
        seq += 1;
        if (replaces !== undefined) statements.remove.run(bucket, key, replaces.seq);
        statements.age.run(bucket, key);
        const marker = isDeleteMarker ? 1 : 0;
        statements.insert.run(
          bucket,
          key,
          seq,
          versionId,
          marker,
          size,
          etag,
          modifiedAt,
          file,
          JSON.stringify(details),
        );
      }),
    remove: ({ bucket, key, seq: at }) =>
      atomically(() => {
        statements.remove.run(bucket, key, at);
        statements.promote.run(bucket, key);
      }),
    setDetails: ({ bucket, key, seq: at }, details) =>
      void statements.details.run(JSON.stringify(details), bucket, key, at),
    scanLatest: (bucket, key, isAfter) =>
      scan(
        database,
        `SELECT * FROM versions WHERE bucket = ? AND key ${isAfter ? '>' : '>='} ? AND is_latest = 1 AND is_delete_marker = 0 ORDER BY key`,
        bucket,
        key,
      ),
    scanVersions: (bucket, key, beforeSeq) =>
      scan(
        database,
        'SELECT * FROM versions WHERE bucket = ?1 AND key >= ?2 AND (key > ?2 OR seq < ?3) ORDER BY key, seq DESC',
        bucket,
        key,
        beforeSeq,
      ),
    isEmpty: (bucket) => statements.any.get(bucket) === undefined,
    hasFile: (file) => statements.file.get(file) !== undefined,
  };
};

import type { DatabaseSync } from 'node:sqlite';
import { inTransaction } from '../../kernel/transaction.ts';
import type { Cell, Row } from './column.ts';
import { openSchemas, type Schemas } from './schemas.ts';

/** What is known of a record that was accepted before. */
export interface KnownRecord {
  readonly version: bigint;
  /** Hash of its measure values. */
  readonly value: bigint;
}

export interface JournalEntry {
  readonly seq: number;
  readonly tableId: number;
  readonly rows: readonly Row[];
}

/**
 * What makes an acknowledgement true before rows reach the column store: the version of every record that is kept, and a journal of
 * the accepted rows. In SQLite, so that memory stays bounded and a kill -9 loses nothing that was committed.
 */
export interface Ledger {
  readonly schemas: Schemas;
  /** Runs `work` as one transaction. */
  transaction<Result>(work: () => Result): Result;
  /** Notes a record as new. Returns what is known of it instead if it was accepted before. */
  claim(tableId: number, row: { time: bigint; key: bigint }, record: KnownRecord): KnownRecord | undefined;
  replace(tableId: number, row: { time: bigint; key: bigint }, record: KnownRecord): void;
  /** Returns the entry's sequence number. */
  append(tableId: number, rows: readonly Row[]): number;
  /** Journal entries after `seq`, in order. */
  entriesAfter(seq: number): Iterable<JournalEntry>;
  /** Forgets journal entries up to `seq`, which the column store now has. */
  trim(seq: number): void;
  /** Forgets the versions of records older than `beforeNs`. */
  expire(tableId: number, beforeNs: bigint): void;
  drop(tableId: number): void;
}

type PackedRow = readonly [string, string, string, 0 | 1, Readonly<Record<string, Cell>>];

const pack = (rows: readonly Row[]): string =>
  JSON.stringify(
    rows.map(
      ({ time, key, measureName, replaces, cells }): PackedRow => [
        String(time),
        String(key),
        measureName,
        replaces ? 1 : 0,
        cells,
      ],
    ),
  );

const unpack = (text: string): Row[] =>
  (JSON.parse(text) as PackedRow[]).map(([time, key, measureName, replaces, cells]) => ({
    time: BigInt(time),
    key: BigInt(key),
    measureName,
    replaces: replaces === 1,
    cells,
  }));

/** Opens the ledger in an SQLite database that is its alone. */
export const openLedger = (database: DatabaseSync): Ledger => {
  database.exec(`
    CREATE TABLE IF NOT EXISTS versions (tableId INTEGER, time INTEGER, key INTEGER, version INTEGER, value INTEGER,
      PRIMARY KEY (tableId, time, key)) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS journal (seq INTEGER PRIMARY KEY AUTOINCREMENT, tableId INTEGER, rows TEXT);
  `);
  const schemas = openSchemas(database);
  const insert = database.prepare('INSERT INTO versions VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING');
  const find = database.prepare('SELECT version, value FROM versions WHERE tableId = ? AND time = ? AND key = ?');
  find.setReadBigInts(true);
  const update = database.prepare(
    'UPDATE versions SET version = ?, value = ? WHERE tableId = ? AND time = ? AND key = ?',
  );
  const put = database.prepare('INSERT INTO journal (tableId, rows) VALUES (?, ?)');
  const read = database.prepare('SELECT seq, tableId, rows FROM journal WHERE seq > ? ORDER BY seq');
  const forget = database.prepare('DELETE FROM journal WHERE seq <= ?');
  const forgetOld = database.prepare('DELETE FROM versions WHERE tableId = ? AND time < ?');
  const dropVersions = database.prepare('DELETE FROM versions WHERE tableId = ?');
  const dropEntries = database.prepare('DELETE FROM journal WHERE tableId = ?');

  return {
    schemas,
    transaction: (work) => inTransaction(database, work),
    claim: (tableId, { time, key }, { version, value }) => {
      if (insert.run(tableId, time, key, version, value).changes === 1) return undefined;
      return find.get(tableId, time, key) as unknown as KnownRecord;
    },
    replace: (tableId, { time, key }, { version, value }) => void update.run(version, value, tableId, time, key),
    append: (tableId, rows) => Number(put.run(tableId, pack(rows)).lastInsertRowid),
    *entriesAfter(seq) {
      for (const entry of read.iterate(seq) as Iterable<{ seq: number; tableId: number; rows: string }>) {
        yield { seq: entry.seq, tableId: entry.tableId, rows: unpack(entry.rows) };
      }
    },
    trim: (seq) => void forget.run(seq),
    expire: (tableId, beforeNs) => void forgetOld.run(tableId, beforeNs),
    drop: (tableId) =>
      inTransaction(database, () => {
        dropVersions.run(tableId);
        dropEntries.run(tableId);
        schemas.drop(tableId);
      }),
  };
};

import { accessSync, constants, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { onceATurn } from './once-a-turn.ts';
import { createTable, type PendingWrites, type Table } from './table.ts';
import { inTransaction } from './transaction.ts';

/**
 * Where the cloud keeps its state. What {@link Storage.flush} has resolved for survives a kill -9 of the process; the HTTP layer and
 * the broker flush before they acknowledge, so nothing acknowledged is lost.
 */
export interface Storage {
  /** A durable map of JSON documents, whole in memory: for metadata (hundreds to some ten thousand entries). Same name, same table. */
  table<Value>(name: string): Table<Value>;
  /** An SQLite file of one service, in WAL mode: for data that must not live in memory. The owner batches its own transactions. */
  database(name: string): DatabaseSync;
  /** A folder of one service, made if missing: for objects, packages, foreign stores. */
  folder(name: string): string;
  /** Resolves when every write made so far to any table is on disk. Calls made in one turn share one transaction. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

/** The data directory cannot be used: another process holds it, or it is no folder that can be written to. */
export class DataDirectoryError extends Error {}

const openDatabase = (file: string): DatabaseSync => {
  const database = new DatabaseSync(file);
  // A kill of the process loses no committed transaction in WAL mode even without a sync; only a power cut could.
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF;');
  return database;
};

const makeRoot = (root: string): void => {
  try {
    mkdirSync(root, { recursive: true });
    accessSync(root, constants.W_OK);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new DataDirectoryError(`the data directory ${root} is no folder that can be written to (${code})`, { cause });
  }
};

const lock = (file: string): DatabaseSync => {
  const database = new DatabaseSync(file, { timeout: 0 });
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; CREATE TABLE IF NOT EXISTS held (at); COMMIT;');
    return database;
  } catch (cause) {
    throw new DataDirectoryError(`the data directory ${join(file, '..')} is used by another process`, { cause });
  }
};

const prepareDocuments = (database: DatabaseSync) => {
  database.exec(
    `CREATE TABLE IF NOT EXISTS documents (kind TEXT, key TEXT, value TEXT, PRIMARY KEY (kind, key)) WITHOUT ROWID`,
  );
  return {
    load: database.prepare('SELECT key, value FROM documents WHERE kind = ?'),
    put: database.prepare('INSERT INTO documents VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value'),
    drop: database.prepare('DELETE FROM documents WHERE kind = ? AND key = ?'),
  };
};

/**
 * Opens the state under `directory`, or, without one, in a temporary folder that is removed on close (`--ephemeral`).
 * @throws DataDirectoryError
 */
export const openStorage = ({ directory }: { directory?: string } = {}): Storage => {
  // Absolute, for processes with another working directory are told about files in it.
  const root = directory === undefined ? mkdtempSync(join(tmpdir(), 'signalbox-')) : resolve(directory);
  makeRoot(root);
  const held = lock(join(root, 'lock.sqlite'));
  const database = openDatabase(join(root, 'cloud.sqlite'));
  const { load, put, drop } = prepareDocuments(database);
  const pending: PendingWrites = new Map();
  const tables = new Map<string, Table<never>>();
  const databases = new Map<string, DatabaseSync>();
  let isClosed = false;

  const commit = onceATurn(() => {
    inTransaction(database, () => {
      for (const { kind, key, value } of pending.values()) {
        if (value === undefined) drop.run(kind, key);
        else put.run(kind, key, JSON.stringify(value));
      }
    });
    // Only now: what could not be written is tried again with the next flush.
    pending.clear();
  });

  // A timer that fires after the end (the mark of a fast clock) acknowledges nothing to anybody.
  const flush = (): Promise<void> => (isClosed || pending.size === 0 ? Promise.resolve() : commit());

  const newTable = (name: string): Table<never> => {
    const rows = load.all(name) as { key: string; value: string }[];
    return createTable<never>(name, rows, pending, () => void flush());
  };

  const folder = (name: string): string => {
    const path = join(root, name);
    mkdirSync(path, { recursive: true });
    return path;
  };

  return {
    table: <Value>(name: string) => {
      const table = tables.get(name) ?? newTable(name);
      tables.set(name, table);
      return table as unknown as Table<Value>;
    },
    database: (name) => {
      const opened = databases.get(name) ?? openDatabase(join(root, `${name}.sqlite`));
      databases.set(name, opened);
      return opened;
    },
    folder,
    flush,
    close: async () => {
      await flush();
      isClosed = true;
      for (const each of [...databases.values(), database, held]) each.close();
      if (directory === undefined) rmSync(root, { recursive: true, force: true });
    },
  };
};

import {
  BIGINT,
  BOOLEAN,
  DOUBLE,
  type DuckDBConnection,
  DuckDBDataChunk,
  DuckDBInstance,
  DuckDBTimestampNanosecondsValue,
  type DuckDBType,
  type DuckDBValue,
  TIMESTAMP_NS,
  VARCHAR,
} from '@duckdb/node-api';
import type { Cell, Column, Row, ScalarType } from './column.ts';

/** The rows of one table that go to the store together. */
export interface TableRows {
  readonly tableId: number;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

/** The time-series rows, in a DuckDB file. */
export interface ColumnStore {
  open(): Promise<void>;
  close(): Promise<void>;
  /** Journal entries up to this one are in the store. */
  storedSeq(): number;
  /** Stores rows and the journal's position in one transaction. */
  write(tables: readonly TableRows[], seq: number): Promise<void>;
  /** Makes the table and its columns, if missing, so that a query finds them. */
  prepare(tableId: number, columns: readonly Column[]): Promise<void>;
  expire(tableId: number, beforeNs: bigint): Promise<void>;
  drop(tableId: number): Promise<void>;
  /** A connection for one query. */
  connect(): Promise<DuckDBConnection>;
}

const duckTypes: Readonly<Record<ScalarType, DuckDBType>> = {
  DOUBLE,
  BIGINT,
  VARCHAR,
  BOOLEAN,
  TIMESTAMP: TIMESTAMP_NS,
};

const maxChunkRows = 2048;

export const storedName = (tableId: number): string => `t${tableId}`;

const asDuck = (cell: Cell | undefined, type: ScalarType): DuckDBValue => {
  if (cell === undefined) return null;
  if (type === 'BIGINT') return BigInt(cell);
  return type === 'TIMESTAMP' ? new DuckDBTimestampNanosecondsValue(BigInt(cell)) : cell;
};

const asChunk = (columns: readonly Column[], rows: readonly Row[]): DuckDBDataChunk => {
  const types = [TIMESTAMP_NS, BIGINT, VARCHAR, ...columns.map((column) => duckTypes[column.type])];
  const chunk = DuckDBDataChunk.create(types, rows.length);
  chunk.setColumns([
    rows.map((row) => new DuckDBTimestampNanosecondsValue(row.time)),
    rows.map((row) => row.key),
    rows.map((row) => row.measureName),
    ...columns.map(({ physical, type }) => rows.map((row) => asDuck(row.cells[physical], type))),
  ]);
  return chunk;
};

const deleteReplaced = async (connection: DuckDBConnection, name: string, rows: readonly Row[]): Promise<void> => {
  const replaced = rows.filter((row) => row.replaces).map(({ time, key }) => `(make_timestamp_ns(${time}), ${key})`);
  if (replaced.length === 0) return;
  await connection.run(
    `DELETE FROM ${name} USING (VALUES ${replaced.join(', ')}) AS old (time, key) WHERE ${name}.time = old.time AND ${name}.key = old.key`,
  );
};

/** Opens lazily: {@link ColumnStore.open} is to be called first. */
export const createColumnStore = (file: string): ColumnStore => {
  let instance: DuckDBInstance;
  let writer: DuckDBConnection;
  let release = (): void => undefined;
  let seq = 0;
  /** Names of the columns that each stored table has. */
  const stored = new Map<number, Set<string>>();

  const load = async (): Promise<void> => {
    await writer.run('CREATE TABLE IF NOT EXISTS journal_position (seq BIGINT)');
    const position = await writer.runAndReadAll('SELECT seq FROM journal_position');
    if (position.currentRowCount === 0) await writer.run('INSERT INTO journal_position VALUES (0)');
    seq = Number(position.getRows()[0]?.[0] ?? 0);
    const columns = await writer.runAndReadAll(
      'SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal',
    );
    for (const [table, column] of columns.getRows() as [string, string][]) {
      const [, id] = /^t(\d+)$/.exec(table) ?? [];
      if (id === undefined) continue;
      stored.set(Number(id), (stored.get(Number(id)) ?? new Set()).add(column));
    }
  };

  const prepare = async (tableId: number, columns: readonly Column[]): Promise<void> => {
    const name = storedName(tableId);
    const has = stored.get(tableId);
    if (has === undefined)
      await writer.run(`CREATE TABLE ${name} (time TIMESTAMP_NS, key BIGINT, measure_name VARCHAR)`);
    for (const { physical, type } of columns) {
      if (has?.has(physical) !== true)
        await writer.run(`ALTER TABLE ${name} ADD COLUMN ${physical} ${duckTypes[type]}`);
    }
    stored.set(tableId, new Set(columns.map((column) => column.physical)));
  };

  const append = async ({ tableId, columns, rows }: TableRows): Promise<void> => {
    const name = storedName(tableId);
    await deleteReplaced(writer, name, rows);
    const appender = await writer.createAppender(name);
    for (let start = 0; start < rows.length; start += maxChunkRows) {
      appender.appendDataChunk(asChunk(columns, rows.slice(start, start + maxChunkRows)));
    }
    appender.closeSync();
  };

  const inTransaction = async (work: () => Promise<void>): Promise<void> => {
    await writer.run('BEGIN');
    try {
      await work();
      await writer.run('COMMIT');
    } catch (error) {
      await writer.run('ROLLBACK').catch(() => undefined);
      throw error;
    }
  };

  return {
    open: async () => {
      instance = await DuckDBInstance.create(file, { threads: '2', memory_limit: '1GB' });
      writer = await instance.connect();
      release = () => {
        writer.closeSync();
        instance.closeSync();
      };
      await load();
      await writer.run('SET enable_external_access = false');
    },
    close: async () => release(),
    storedSeq: () => seq,
    prepare,
    write: async (tables, upTo) => {
      // A new column stays when the rows' transaction fails; it is empty then, and no harm.
      for (const { tableId, columns } of tables) await prepare(tableId, columns);
      await inTransaction(async () => {
        for (const table of tables) await append(table);
        await writer.run(`UPDATE journal_position SET seq = ${upTo}`);
      });
      seq = upTo;
    },
    expire: async (tableId, beforeNs) => {
      if (!stored.has(tableId)) return;
      await writer.run(`DELETE FROM ${storedName(tableId)} WHERE time < make_timestamp_ns(${beforeNs})`);
    },
    drop: async (tableId) => {
      stored.delete(tableId);
      await writer.run(`DROP TABLE IF EXISTS ${storedName(tableId)}`);
    },
    connect: async () => {
      const connection = await instance.connect();
      await connection.run("SET integer_division = true; SET TimeZone = 'UTC'");
      return connection;
    },
  };
};

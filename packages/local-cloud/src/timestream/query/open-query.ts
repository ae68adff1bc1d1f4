import type { ColumnInfo, Row } from '@aws-sdk/client-timestream-query';
import type { DuckDBConnection, DuckDBResult } from '@duckdb/node-api';
import { validationError } from '../errors.ts';
import { columnType, formatValue } from './format-value.ts';

const maxPageBytes = 1_000_000;

/** A query that runs, and is read page by page. */
export interface OpenQuery {
  readonly columns: readonly ColumnInfo[];
  /** At most `maxRows` rows and about a megabyte. */
  readPage(maxRows: number): Promise<{ rows: Row[]; isLast: boolean }>;
  cancel(): void;
}

/** DuckDB's refusal in the service's words. */
const asValidationError = (error: unknown): Error => {
  const message = error instanceof Error ? error.message : String(error);
  const [, column] = /Referenced column "(.+?)" not found/.exec(message) ?? [];
  if (column !== undefined) return validationError(`Column '${column}' does not exist`);
  const [, table] = /Referenced table "(.+?)" not found/.exec(message) ?? [];
  if (table !== undefined) return validationError(`Table '${table}' does not exist`);
  return validationError((message.split('\n')[0] ?? message).replace(/^\w+ Error: /, ''));
};

const start = async (connection: DuckDBConnection, sql: string): Promise<DuckDBResult> => {
  try {
    return await connection.stream(sql);
  } catch (error) {
    connection.closeSync();
    throw asValidationError(error);
  }
};

/** Runs a translated query on a connection of its own, which is closed after the last page. @throws AwsError ValidationException */
export const openQuery = async (connection: DuckDBConnection, sql: string): Promise<OpenQuery> => {
  const result = await start(connection, sql);
  const types = result.columnTypes().map(columnType);
  const columns = result.columnNames().map((Name, index) => ({ Name, Type: types[index] ?? {} }));
  let waiting: Row[] = [];
  let isEnded = false;

  const fill = async (): Promise<void> => {
    const chunk = await result.fetchChunk().catch((error) => {
      connection.closeSync();
      throw asValidationError(error);
    });
    if (chunk === null || chunk.rowCount === 0) {
      isEnded = true;
      connection.closeSync();
      return;
    }
    for (const values of chunk.getRows()) {
      waiting.push({ Data: values.map((value, index) => formatValue(value, types[index] ?? {})) });
    }
  };

  const take = (maxRows: number): Row[] => {
    let bytes = 0;
    let count = 0;
    for (const row of waiting) {
      for (const { ScalarValue = '' } of row.Data ?? []) bytes += ScalarValue.length + 20;
      if (count >= maxRows || (count > 0 && bytes > maxPageBytes)) break;
      count += 1;
    }
    const rows = waiting.slice(0, count);
    waiting = waiting.slice(count);
    return rows;
  };

  return {
    columns,
    readPage: async (maxRows) => {
      const rows: Row[] = [];
      while (rows.length < maxRows) {
        if (waiting.length === 0 && !isEnded) await fill();
        if (waiting.length === 0) break;
        rows.push(...take(maxRows - rows.length));
        if (waiting.length > 0 || rows.length >= 10_000) break;
      }
      if (waiting.length === 0 && !isEnded) await fill();
      return { rows, isLast: isEnded && waiting.length === 0 };
    },
    cancel: () => {
      if (isEnded) return;
      isEnded = true;
      waiting = [];
      connection.interrupt();
      connection.closeSync();
    },
  };
};

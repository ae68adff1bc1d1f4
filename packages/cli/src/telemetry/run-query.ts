import { paginateQuery, TimestreamQueryClient } from '@aws-sdk/client-timestream-query';
import type { Since } from '../arguments/since.ts';
import type { Console } from '../output/console.ts';
import { printRecords } from '../output/records.ts';
import { guarded } from '../target/guarded.ts';
import { resolveTarget, type TargetOptions } from '../target/target.ts';
import { telemetryQueryText } from './query-text.ts';
import { readRow, type TelemetryRow } from './read-row.ts';

export interface QueryOptions extends TargetOptions {
  readonly device?: string;
  readonly fleet?: string;
  readonly since: Since;
  readonly metric?: readonly string[];
  readonly limit: number;
  readonly json?: boolean;
}

/** Reads and prints page by page, so that a long answer begins at once. */
export const run = async (options: QueryOptions, console: Console): Promise<void> => {
  const target = resolveTarget(options, process.env);
  const client = guarded((settings) => new TimestreamQueryClient(settings), target);
  const QueryString = telemetryQueryText({ ...options, stage: target.stage, metrics: options.metric ?? [] });
  const rows: TelemetryRow[] = [];
  for await (const { Rows = [], ColumnInfo = [] } of paginateQuery({ client }, { QueryString })) {
    rows.push(...Rows.map((row) => readRow(row, ColumnInfo)));
    if (options.json) printRecords(console, rows.splice(0), { json: true, columns: [], empty: '' });
  }
  client.destroy();
  if (options.json) return;
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const columns = names.map((name) => ({
    heading: name,
    value: (row: TelemetryRow) => String(row[name] ?? ''),
    alignRight: rows.every((row) => typeof (row[name] ?? 0) === 'number'),
  }));
  printRecords(console, rows, { json: false, columns, empty: 'no readings' });
};

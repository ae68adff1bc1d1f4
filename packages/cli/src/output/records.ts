import type { Console } from './console.ts';
import { type Column, formatTable } from './table.ts';

export interface RecordsFormat<Row> {
  /** NDJSON: one object a line. */
  readonly json: boolean;
  readonly columns: readonly Column<Row>[];
  /** What to say when there are none. */
  readonly empty: string;
}

/** Prints rows as a table for people, or as NDJSON for programs. That there are none is a note, never an error. */
export const printRecords = <Row>(console: Console, rows: readonly Row[], format: RecordsFormat<Row>): void => {
  if (format.json) {
    for (const row of rows) console.line(JSON.stringify(row));
    return;
  }
  if (rows.length === 0) {
    console.note(format.empty);
    return;
  }
  const [headings = '', ...lines] = formatTable(format.columns, rows);
  console.line(console.style('bold', headings));
  for (const line of lines) console.line(line);
};

/** Prints one thing as `name: value` lines, or as one JSON object. */
export const printRecord = (console: Console, record: Readonly<Record<string, unknown>>, json: boolean): void => {
  if (json) {
    console.line(JSON.stringify(record));
    return;
  }
  const width = Math.max(...Object.keys(record).map((name) => name.length));
  for (const [name, value] of Object.entries(record)) {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    console.line(`${console.style('dim', name.padEnd(width))}  ${text}`);
  }
};

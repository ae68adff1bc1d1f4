import { stripVTControlCharacters } from 'node:util';

/** A column: its heading, and what stands in it. */
export interface Column<Row> {
  readonly heading: string;
  readonly value: (row: Row) => string;
  readonly alignRight?: boolean;
}

/** Text of others may hold escape sequences and line breaks, which must not reach a terminal. */
export const printable = (text: string): string =>
  stripVTControlCharacters(text).replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, '·');

const pad = (text: string, width: number, alignRight = false): string =>
  alignRight ? text.padStart(width) : text.padEnd(width);

/** Lines of a table with its headings; columns are as wide as what they hold. */
export const formatTable = <Row>(columns: readonly Column<Row>[], rows: readonly Row[]): readonly string[] => {
  const cells = rows.map((row) => columns.map(({ value }) => printable(value(row))));
  const lines = [columns.map(({ heading }) => heading), ...cells];
  const widths = columns.map((_, index) => Math.max(...lines.map((line) => line[index]?.length ?? 0)));
  return lines.map((line) =>
    line
      .map((text, index) => pad(text, widths[index] ?? 0, columns[index]?.alignRight))
      .join('  ')
      .trimEnd(),
  );
};

import type { ColumnInfo, Datum, Row } from '@aws-sdk/client-timestream-query';

export type Cell = string | number | boolean | null;
export type TelemetryRow = Readonly<Record<string, Cell>>;

/** `2026-11-23 18:00:00.123000000` (UTC) as `2026-11-23T18:00:00.123Z`; what is finer than a millisecond stays. */
const instant = (text: string): string => `${text.replace(' ', 'T').replace(/(\.\d{3}\d*?)0*$/, '$1')}Z`;

const integer = (text: string): Cell => (Number.isSafeInteger(Number(text)) ? Number(text) : text);

const readScalar = (text: string, type: string): Cell => {
  if (type === 'DOUBLE') return Number(text);
  if (type === 'BIGINT' || type === 'INTEGER') return integer(text);
  if (type === 'BOOLEAN') return text === 'true';
  return type === 'TIMESTAMP' ? instant(text) : text;
};

const readCell = ({ ScalarValue }: Datum, { Type }: ColumnInfo): Cell =>
  ScalarValue === undefined ? null : readScalar(ScalarValue, Type?.ScalarType ?? 'VARCHAR');

/** A row of a Timestream answer by column name, in the types of JSON; what is NULL is left out. Only scalars: telemetry has no others. */
export const readRow = ({ Data = [] }: Row, columns: readonly ColumnInfo[]): TelemetryRow => {
  const cells = columns.map(
    (column, index) => [column.Name ?? `_col${index}`, readCell(Data[index] ?? {}, column)] as const,
  );
  return Object.fromEntries(cells.filter(([, cell]) => cell !== null));
};

import type { SqlValue } from '../values/sql-value.ts';

/** The element that a nested object query is at. One for each query of a statement; evaluation is synchronous. */
export type Row = { value: SqlValue; readonly alias: string | undefined };

/** The type of a measure; a dimension is a VARCHAR. */
export type ScalarType = 'DOUBLE' | 'BIGINT' | 'VARCHAR' | 'BOOLEAN' | 'TIMESTAMP';

/** A column of a Timestream table, under `physical` in the store. Columns appear with the first record that has them. */
export interface Column {
  readonly name: string;
  readonly kind: 'dimension' | 'measure';
  readonly type: ScalarType;
  readonly physical: string;
}

/** A cell as the journal keeps it: BIGINT and TIMESTAMP (epoch ns) as digits. */
export type Cell = string | number | boolean;

/** One record of a table, ready to be stored. */
export interface Row {
  /** Epoch ns. */
  readonly time: bigint;
  /** Identity of the record: a hash of dimensions, measure name and time. */
  readonly key: bigint;
  readonly measureName: string;
  /** A record of this identity was accepted before; it is to be replaced. */
  readonly replaces: boolean;
  /** By the physical name of the column. */
  readonly cells: Readonly<Record<string, Cell>>;
}

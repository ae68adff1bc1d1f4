import type { DatabaseSync } from 'node:sqlite';
import type { Column, ScalarType } from './column.ts';

/** What a table has learned from its records: its columns, and the type of each measure name. */
export interface TableSchema {
  /** By name. Single measures are the columns `measure_value::double` and so on. */
  readonly columns: ReadonlyMap<string, Column>;
  readonly measureTypes: ReadonlyMap<string, ScalarType | 'MULTI'>;
}

export interface Schemas {
  of(tableId: number): TableSchema;
  addColumn(tableId: number, name: string, kind: Column['kind'], type: ScalarType): Column;
  addMeasure(tableId: number, name: string, type: ScalarType | 'MULTI'): void;
  drop(tableId: number): void;
  /** Takes back what is only in memory after a transaction was rolled back. */
  reload(tableId: number): void;
}

interface KnownSchema {
  readonly columns: Map<string, Column>;
  readonly measureTypes: Map<string, ScalarType | 'MULTI'>;
}

/** The schemas, in the caller's database: they are written in the transaction of the rows that need them. */
export const openSchemas = (database: DatabaseSync): Schemas => {
  database.exec(`
    CREATE TABLE IF NOT EXISTS columns (tableId INTEGER, name TEXT, kind TEXT, type TEXT, physical TEXT, PRIMARY KEY (tableId, name));
    CREATE TABLE IF NOT EXISTS measures (tableId INTEGER, name TEXT, type TEXT, PRIMARY KEY (tableId, name));
  `);
  const loadColumns = database.prepare(
    'SELECT name, kind, type, physical FROM columns WHERE tableId = ? ORDER BY rowid',
  );
  const loadMeasures = database.prepare('SELECT name, type FROM measures WHERE tableId = ?');
  const putColumn = database.prepare('INSERT INTO columns VALUES (?, ?, ?, ?, ?)');
  const putMeasure = database.prepare('INSERT INTO measures VALUES (?, ?, ?)');
  const dropColumns = database.prepare('DELETE FROM columns WHERE tableId = ?');
  const dropMeasures = database.prepare('DELETE FROM measures WHERE tableId = ?');
  const known = new Map<number, KnownSchema>();

  const load = (tableId: number): KnownSchema => {
    const columns = loadColumns.all(tableId) as unknown as Column[];
    const measures = loadMeasures.all(tableId) as { name: string; type: ScalarType | 'MULTI' }[];
    return {
      columns: new Map(columns.map((column) => [column.name, { ...column }])),
      measureTypes: new Map(measures.map(({ name, type }) => [name, type])),
    };
  };
  const of = (tableId: number): KnownSchema => {
    const schema = known.get(tableId) ?? load(tableId);
    known.set(tableId, schema);
    return schema;
  };
  return {
    of,
    addColumn: (tableId, name, kind, type) => {
      const { columns } = of(tableId);
      const column: Column = { name, kind, type, physical: `c${columns.size}` };
      putColumn.run(tableId, name, kind, type, column.physical);
      columns.set(name, column);
      return column;
    },
    addMeasure: (tableId, name, type) => {
      putMeasure.run(tableId, name, type);
      of(tableId).measureTypes.set(name, type);
    },
    drop: (tableId) => {
      dropColumns.run(tableId);
      dropMeasures.run(tableId);
      known.delete(tableId);
    },
    reload: (tableId) => known.delete(tableId),
  };
};

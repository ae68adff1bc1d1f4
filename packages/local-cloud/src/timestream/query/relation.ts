import { type Catalog, tableKey } from '../catalog.ts';
import { validationError } from '../errors.ts';
import type { Column } from '../store/column.ts';
import { type ColumnStore, storedName } from '../store/column-store.ts';
import type { Schemas } from '../store/schemas.ts';

const dayMs = 86_400_000;
const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

const exposed = (columns: readonly Column[], kind: Column['kind']): string[] =>
  columns.filter((column) => column.kind === kind).map(({ name, physical }) => `${physical} AS ${quoted(name)}`);

/** What a table looks like in a query: dimensions, `measure_name`, `time`, measures; nothing older than its retention. */
export const createRelations =
  (catalog: Catalog, schemas: Schemas) =>
  (used: Set<number>, now: number) =>
  (database: string, name: string): string => {
    if (!catalog.databases.has(database)) throw validationError(`The database ${database} does not exist.`);
    const table = catalog.tables.get(tableKey(database, name));
    if (table === undefined) throw validationError(`The table ${name} does not exist.`);
    used.add(table.id);
    const columns = [...schemas.of(table.id).columns.values()];
    const list = [...exposed(columns, 'dimension'), 'measure_name', 'time', ...exposed(columns, 'measure')];
    const fromNs = BigInt(Math.max(0, now - table.magneticDays * dayMs)) * 1_000_000n;
    return `(SELECT ${list.join(', ')} FROM ${storedName(table.id)} WHERE time >= make_timestamp_ns(${fromNs}))`;
  };

/** Makes sure that what a query names exists in the store, also if nothing was ever written to it. */
export const prepareTables = async (store: ColumnStore, schemas: Schemas, used: ReadonlySet<number>): Promise<void> => {
  for (const id of used) await store.prepare(id, [...schemas.of(id).columns.values()]);
};

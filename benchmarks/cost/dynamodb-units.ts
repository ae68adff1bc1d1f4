import { type Item, itemBytes } from './dynamodb-item.ts';

const writeUnitBytes = 1024;
const readUnitBytes = 4096;

/** A table's global secondary index. */
export interface Index {
  readonly name: string;
  readonly keys: readonly string[];
  /** Attributes that it has beside its keys and the table's; `all` of them. */
  readonly projected: readonly string[] | 'all';
}

export interface TableShape {
  readonly name: string;
  readonly keys: readonly string[];
  readonly indexes: readonly Index[];
}

const unitsFor = (bytes: number): number => Math.max(1, Math.ceil(bytes / writeUnitBytes));

/** An item's entry in an index; none if it lacks a key of it (the index is sparse). */
const entryOf = (item: Item | undefined, table: TableShape, index: Index): Item | undefined => {
  if (item === undefined || index.keys.some((key) => item[key] === undefined)) return undefined;
  if (index.projected === 'all') return item;
  const kept = new Set([...table.keys, ...index.keys, ...index.projected]);
  return Object.fromEntries(Object.entries(item).filter(([name]) => kept.has(name)));
};

const keyOf = (entry: Item, index: Index): string => JSON.stringify(index.keys.map((key) => entry[key]));

/** A changed index key is a deletion and a put; an entry that stays as it is costs nothing. */
const indexUnits = (before: Item | undefined, after: Item | undefined, index: Index): number => {
  if (before === undefined && after === undefined) return 0;
  if (before === undefined || after === undefined) return unitsFor(itemBytes(before ?? after ?? {}));
  if (keyOf(before, index) !== keyOf(after, index)) return unitsFor(itemBytes(before)) + unitsFor(itemBytes(after));
  if (JSON.stringify(before) === JSON.stringify(after)) return 0;
  return unitsFor(Math.max(itemBytes(before), itemBytes(after)));
};

/**
 * Write request units of a put, with those of the table's indexes: 1 KB each of the larger of the old and the new item.
 * Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html#GSI.ThroughputConsiderations.Writes
 */
export const putUnits = (table: TableShape, before: Item | undefined, after: Item): number => {
  const own = unitsFor(Math.max(before === undefined ? 0 : itemBytes(before), itemBytes(after)));
  return table.indexes.reduce(
    (sum, index) => sum + indexUnits(entryOf(before, table, index), entryOf(after, table, index), index),
    own,
  );
};

/**
 * Read request units of an item by its key, 4 KB each; one that is not there counts as one.
 * Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
export const readUnits = (item: Item | undefined, isConsistent: boolean): number =>
  Math.max(1, Math.ceil((item === undefined ? 0 : itemBytes(item)) / readUnitBytes)) * (isConsistent ? 1 : 0.5);

/** Read request units of a query: the items together, rounded up once. */
export const queryUnits = (items: readonly Item[], isConsistent: boolean): number => {
  const bytes = items.reduce((sum, item) => sum + itemBytes(item), 0);
  return Math.max(1, Math.ceil(bytes / readUnitBytes)) * (isConsistent ? 1 : 0.5);
};

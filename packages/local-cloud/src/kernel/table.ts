/** A durable map of JSON documents. Reads come from memory; writes reach the disk with the storage's next flush. */
export interface Table<Value> {
  get(key: string): Value | undefined;
  has(key: string): boolean;
  /** Stores `value`, which must be plain JSON and is not to be changed afterwards (store a new one instead). */
  set(key: string, value: Value): void;
  delete(key: string): boolean;
  keys(): IterableIterator<string>;
  values(): IterableIterator<Value>;
  entries(): IterableIterator<[string, Value]>;
  readonly size: number;
}

/** Writes that are not yet on disk, the last one of each key. An undefined value deletes. */
export type PendingWrites = Map<string, { kind: string; key: string; value: unknown }>;

export const createTable = <Value>(
  kind: string,
  rows: readonly { key: string; value: string }[],
  pending: PendingWrites,
  written: () => void,
): Table<Value> => {
  const documents = new Map<string, Value>(rows.map(({ key, value }) => [key, JSON.parse(value) as Value]));
  const write = (key: string, value: unknown) => {
    pending.set(`${kind}\n${key}`, { kind, key, value });
    written();
  };
  return {
    get: (key) => documents.get(key),
    has: (key) => documents.has(key),
    set: (key, value) => {
      documents.set(key, value);
      write(key, value);
    },
    delete: (key) => {
      const existed = documents.delete(key);
      if (existed) write(key, undefined);
      return existed;
    },
    keys: () => documents.keys(),
    values: () => documents.values(),
    entries: () => documents.entries(),
    get size() {
      return documents.size;
    },
  };
};

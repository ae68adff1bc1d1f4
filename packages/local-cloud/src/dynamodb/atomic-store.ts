import type { BatchOperation, Callback, DynaliteStore, KeySpace, TableRecord } from './dynalite.ts';

/** The keys of a table's items and of an index, as dynalite writes them. */
export const itemPrefix = (table: string): string => `item-${table}~`;
export const indexPrefix = (kind: string, table: string, index: string): string =>
  `index-${kind.toLowerCase()}~${table}~${index}~`;
export const keyRange = (prefix: string): { gte: string; lt: string } => ({ gte: prefix, lt: `${prefix}\u00ff` });

/** The store for one request, and the item that its condition was last checked against. */
export interface RequestStore {
  readonly store: DynaliteStore;
  readonly lastRead: () => unknown;
}

/**
 * Dynalite writes the entries of the indexes first and the item after them; a kill between the two leaves an index that
 * contradicts its table. Here the index entries wait (dynalite goes on in the same turn) and are written with the item, in one batch.
 * What dynalite throws out of a callback reaches `fail` with the item's lock released, rather than ending the process.
 */
export const createRequestStore = (store: DynaliteStore, fail: (error: unknown) => void): RequestStore => {
  const waiting: BatchOperation[] = [];
  let lastRead: unknown;

  const guard =
    <Args extends unknown[]>(callback: (...args: Args) => void, giveUp: () => void = () => undefined) =>
    (...args: Args): void => {
      try {
        callback(...args);
      } catch (error) {
        giveUp();
        fail(error);
      }
    };

  const lockOf =
    (space: KeySpace): KeySpace['lock'] =>
    (key, run) =>
      space.lock(key, (release) => {
        let isReleased = false;
        const giveUp = () => {
          if (!isReleased) release(() => undefined)();
        };
        const tracked: typeof release =
          (done) =>
          (...args) => {
            isReleased = true;
            release(guard(done))(...args);
          };
        locked.push(giveUp);
        guard(run, giveUp)(tracked);
      });
  const locked: (() => void)[] = [];
  const releaseAll = () => {
    for (const giveUp of locked) giveUp();
  };

  const writeWith = (operation: BatchOperation, callback: Callback) =>
    store.db.batch([...waiting.splice(0), operation], guard(callback, releaseAll));

  const itemsOf = (table: string): KeySpace => {
    const real = store.getItemDb(table);
    const prefix = itemPrefix(table);
    return {
      ...real,
      lock: lockOf(real),
      get: (key, callback) =>
        real.get(
          key,
          guard((error, item) => {
            lastRead = item;
            callback(error, item);
          }, releaseAll),
        ),
      put: (key, value, callback) => writeWith({ type: 'put', key: prefix + key, value }, callback),
      del: (key, callback) => writeWith({ type: 'del', key: prefix + key }, callback),
    };
  };

  const indexOf = (kind: string, table: string, index: string): KeySpace => {
    const prefix = indexPrefix(kind, table, index);
    const wait = (operation: BatchOperation, callback: Callback) => {
      waiting.push(operation);
      callback(null);
    };
    return {
      ...store.getIndexDb(kind, table, index),
      put: (key, value, callback) => wait({ type: 'put', key: prefix + key, value }, callback),
      del: (key, callback) => wait({ type: 'del', key: prefix + key }, callback),
    };
  };

  const clear = (prefix: string, callback: Callback) =>
    store.db.clear(keyRange(prefix)).then(
      () => guard(callback)(null),
      (error) => guard(callback)(error),
    );

  /** Who waits for a table's description: BatchGetItem asks for it once a key, all in one turn, and one read is enough. */
  const asking = new Map<string, Callback<TableRecord>[]>();

  const getTable: DynaliteStore['getTable'] = (name, checkStatus, callback) => {
    const done = guard((callback ?? checkStatus) as Callback<TableRecord>, releaseAll);
    const check = callback === undefined ? true : checkStatus;
    const key = `${check} ${name}`;
    const others = asking.get(key);
    if (others !== undefined) {
      others.push(done);
      return;
    }
    const all = [done];
    asking.set(key, all);
    store.getTable(name, check, (error, table) => {
      asking.delete(key);
      for (const answer of all) answer(error, table);
    });
  };

  return {
    lastRead: () => lastRead,
    store: {
      ...store,
      getTable,
      getItemDb: itemsOf,
      getIndexDb: indexOf,
      deleteItemDb: (table, callback) => void clear(itemPrefix(table), callback),
      deleteIndexDb: (kind, table, index, callback) => void clear(indexPrefix(kind, table, index), callback),
    },
  };
};

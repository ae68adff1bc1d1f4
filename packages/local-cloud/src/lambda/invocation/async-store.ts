import type { DatabaseSync } from 'node:sqlite';
import { onceATurn } from '../../kernel/once-a-turn.ts';
import { inTransaction } from '../../kernel/transaction.ts';

/** An asynchronous invocation that has not ended yet. */
export interface AsyncEvent {
  readonly id: string;
  readonly functionName: string;
  /** Version or alias by which it was invoked; empty for the unqualified function. */
  readonly qualifier: string;
  readonly payload: Uint8Array;
  /** JSON; empty for none. */
  readonly clientContext: string;
  /** Epoch ms. */
  readonly receivedAt: number;
  /** How often the function has failed on it. */
  readonly failures: number;
  /** How often it could not be run (throttled) since the last time it ran. */
  readonly refusals: number;
  /** Epoch ms. */
  readonly dueAt: number;
}

/** Asynchronous invocations on disk. Writes of one turn are committed together. */
export interface AsyncStore {
  /** Resolves when it is on disk. */
  add(event: AsyncEvent): Promise<void>;
  get(id: string): AsyncEvent | undefined;
  delay(event: AsyncEvent): void;
  remove(id: string): void;
  /** What was left over when the cloud last ended, oldest first. */
  waiting(): readonly Pick<AsyncEvent, 'id' | 'functionName' | 'dueAt'>[];
  /** Commits what is still to be written. What is written after that is dropped: its event comes again after a restart. */
  close(): void;
}

const schema = `CREATE TABLE IF NOT EXISTS async_events (
  id TEXT PRIMARY KEY, functionName TEXT, qualifier TEXT, payload BLOB, clientContext TEXT, receivedAt INTEGER,
  failures INTEGER, refusals INTEGER, dueAt INTEGER) WITHOUT ROWID`;

export const createAsyncStore = (database: DatabaseSync): AsyncStore => {
  database.exec(schema);
  const insert = database.prepare('INSERT INTO async_events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const select = database.prepare('SELECT * FROM async_events WHERE id = ?');
  const update = database.prepare('UPDATE async_events SET failures = ?, refusals = ?, dueAt = ? WHERE id = ?');
  const drop = database.prepare('DELETE FROM async_events WHERE id = ?');
  const list = database.prepare('SELECT id, functionName, dueAt FROM async_events ORDER BY receivedAt');
  let writes: (() => void)[] = [];
  let isClosed = false;

  const commit = (): void => {
    if (writes.length === 0) return;
    const all = writes;
    writes = [];
    inTransaction(database, () => {
      for (const write of all) write();
    });
  };
  const committed = onceATurn(commit);

  const schedule = (write: () => void): Promise<void> => {
    if (isClosed) return Promise.resolve();
    writes.push(write);
    return committed();
  };

  return {
    add: (event) =>
      schedule(() =>
        insert.run(
          event.id,
          event.functionName,
          event.qualifier,
          event.payload,
          event.clientContext,
          event.receivedAt,
          event.failures,
          event.refusals,
          event.dueAt,
        ),
      ),
    get: (id) => select.get(id) as AsyncEvent | undefined,
    delay: ({ failures, refusals, dueAt, id }) => void schedule(() => update.run(failures, refusals, dueAt, id)),
    remove: (id) => void schedule(() => drop.run(id)),
    waiting: () => list.all() as unknown as AsyncEvent[],
    close: () => {
      commit();
      isClosed = true;
    },
  };
};

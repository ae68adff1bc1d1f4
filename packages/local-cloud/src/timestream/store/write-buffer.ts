import type { Clock, Timer } from '../../kernel/clock.ts';
import type { Log } from '../../kernel/log.ts';
import type { Row } from './column.ts';
import type { ColumnStore, TableRows } from './column-store.ts';
import type { Ledger } from './ledger.ts';

const flushAtRows = 2048;
const flushAfterMs = 100;
const mostWaitingRows = 40_000;

/** Rows on their way from the journal to the column store: {@link flushAtRows} rows or {@link flushAfterMs} ms at a time. */
export interface WriteBuffer {
  /** Takes rows that the journal has under `seq`. */
  add(tableId: number, rows: readonly Row[], seq: number): void;
  /** Resolves when there is room for more: memory stays bounded if the store is slower than its writers. */
  room(): Promise<void>;
  /** Resolves when everything added so far is in the column store. */
  flush(): Promise<void>;
  /** Runs `work` while no flush runs. */
  alone(work: () => Promise<void>): Promise<void>;
  drop(tableId: number): void;
  stop(): Promise<void>;
}

export const createWriteBuffer = (store: ColumnStore, ledger: Ledger, clock: Clock, log: Log): WriteBuffer => {
  /** Table -> record identity -> its last row. */
  let waiting = new Map<number, Map<bigint, Row>>();
  let waitingRows = 0;
  let lastSeq = 0;
  let timer: Timer | undefined;
  let queue: Promise<void> = Promise.resolve();

  const take = (): { tables: TableRows[]; seq: number; count: number } => {
    const tables = [...waiting].map(([tableId, rows]) => ({
      tableId,
      columns: [...ledger.schemas.of(tableId).columns.values()],
      rows: [...rows.values()],
    }));
    const taken = { tables, seq: lastSeq, count: waitingRows };
    waiting = new Map();
    return taken;
  };

  const giveBack = (tables: readonly TableRows[]) => {
    for (const { tableId, rows } of tables) {
      const newer = waiting.get(tableId) ?? new Map<bigint, Row>();
      waiting.set(tableId, new Map([...rows.map((row) => [row.key, row] as const), ...newer]));
    }
  };

  const write = async (): Promise<void> => {
    clock.clear(timer);
    timer = undefined;
    if (waiting.size === 0) return;
    const { tables, seq, count } = take();
    try {
      await store.write(tables, seq);
      waitingRows -= count;
      ledger.trim(seq);
    } catch (error) {
      giveBack(tables);
      log.error('timestream: rows could not be stored yet', { error });
      schedule();
      throw error;
    }
  };

  const alone = (work: () => Promise<void>): Promise<void> => {
    const done = queue.then(work);
    queue = done.catch(() => undefined);
    return done;
  };

  const flush = (): Promise<void> => alone(write);
  const flushQuietly = () => void flush().catch(() => undefined);
  const schedule = () => {
    timer ??= clock.after(flushAfterMs * clock.speed, flushQuietly);
  };

  return {
    add: (tableId, rows, seq) => {
      const table = waiting.get(tableId) ?? new Map<bigint, Row>();
      waiting.set(tableId, table);
      const before = table.size;
      for (const row of rows) table.set(row.key, row);
      const wasBelow = waitingRows < flushAtRows;
      waitingRows += table.size - before;
      lastSeq = seq;
      if (wasBelow && waitingRows >= flushAtRows) flushQuietly();
      else schedule();
    },
    room: () => (waitingRows < mostWaitingRows ? Promise.resolve() : flush()),
    flush,
    alone,
    drop: (tableId) => {
      waitingRows -= waiting.get(tableId)?.size ?? 0;
      waiting.delete(tableId);
    },
    stop: async () => {
      clock.clear(timer);
      await flush();
      clock.clear(timer);
    },
  };
};

import type { Clock, Timer } from '../kernel/clock.ts';
import type { Log } from '../kernel/log.ts';
import type { Catalog } from './catalog.ts';
import type { ColumnStore } from './store/column-store.ts';
import type { Ledger } from './store/ledger.ts';
import type { WriteBuffer } from './store/write-buffer.ts';

const everyMs = 3_600_000;
const dayMs = 86_400_000;

/** Removes what is older than its table's retention, once an hour of the cloud's time. */
export const createRetention = (
  catalog: Catalog,
  ledger: Ledger,
  store: ColumnStore,
  buffer: WriteBuffer,
  clock: Clock,
  log: Log,
): { start(): void; stop(): Promise<void> } => {
  let timer: Timer | undefined;
  let isStopped = false;
  let sweeping: Promise<void> = Promise.resolve();
  const sweep = async () => {
    for (const { id, magneticDays } of catalog.tables.values()) {
      const beforeMs = clock.now() - magneticDays * dayMs;
      if (beforeMs <= 0 || isStopped) continue;
      ledger.expire(id, BigInt(beforeMs) * 1_000_000n);
      await buffer.alone(() => store.expire(id, BigInt(beforeMs) * 1_000_000n));
    }
  };
  const start = () => {
    timer = clock.after(everyMs, () => {
      sweeping = sweep()
        .catch((error) => log.error('timestream: the retention could not be enforced', { error }))
        .then(() => {
          if (!isStopped) start();
        });
    });
  };
  return {
    start,
    stop: async () => {
      isStopped = true;
      clock.clear(timer);
      await sweeping;
    },
  };
};

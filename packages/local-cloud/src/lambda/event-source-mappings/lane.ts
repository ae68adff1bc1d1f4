import type { Clock, Timer } from '../../kernel/clock.ts';
import { fitBatch, payloadLimitBytes } from './take-batch.ts';

export interface LaneOptions<Item> {
  readonly clock: Clock;
  readonly batchSize: number;
  /** How long the first item of a batch waits for others, as things are now. */
  windowMs(): number;
  /** Bytes that an item takes in the event. */
  sizeOf(item: Item): number;
  /** Deals with a batch; the next one waits for it. */
  run(items: readonly Item[]): Promise<void>;
  failed(error: unknown): void;
}

/** A queue that is worked off in batches, one at a time: a batch goes when it is full or its first item has waited for the window. */
export interface Lane<Item> {
  push(item: Item): void;
  /** Items that wait, without those of the running batch. */
  readonly waiting: number;
  stop(): void;
}

export const createLane = <Item>({
  clock,
  batchSize,
  windowMs,
  sizeOf,
  run,
  failed,
}: LaneOptions<Item>): Lane<Item> => {
  let items: Item[] = [];
  let sizes: number[] = [];
  let bytes = 0;
  let timer: Timer | undefined;
  let isWindowOver = false;
  let isRunning = false;
  let isStopped = false;

  const openWindow = (): void => {
    timer ??= clock.after(windowMs(), () => {
      isWindowOver = true;
      pump();
    });
  };

  const take = (count: number): readonly Item[] => {
    const batch = items.slice(0, count);
    items = items.slice(count);
    sizes = sizes.slice(count);
    bytes = sizes.reduce((sum, size) => sum + size, 0);
    clock.clear(timer);
    timer = undefined;
    isWindowOver = false;
    if (items.length > 0) openWindow();
    return batch;
  };

  const pump = (): void => {
    if (isRunning || isStopped || items.length === 0) return;
    const { count, isFull } = fitBatch(sizes, batchSize);
    if (!isFull && !isWindowOver) return;
    isRunning = true;
    run(take(count))
      .catch(failed)
      .finally(() => {
        isRunning = false;
        pump();
      });
  };

  return {
    push: (item) => {
      const size = sizeOf(item);
      items.push(item);
      sizes.push(size);
      bytes += size;
      openWindow();
      if (items.length >= batchSize || bytes > payloadLimitBytes) pump();
    },
    get waiting() {
      return items.length;
    },
    stop: () => {
      isStopped = true;
      clock.clear(timer);
    },
  };
};

import type { Clock, Timer } from '../kernel/clock.ts';
import { createFifoOrder } from './fifo-order.ts';
import { isInFlight, type Message } from './message.ts';
import { createStandardOrder } from './standard-order.ts';

export interface Counts {
  readonly visible: number;
  readonly inFlight: number;
  readonly delayed: number;
  /** Epoch ms; undefined if there is no message. */
  readonly oldestSentAt: number | undefined;
}

/** The messages of one queue in memory, and who waits for them. */
export interface LiveQueue {
  readonly key: string;
  readonly messages: ReadonlyMap<string, Message>;
  /** The place of the next message. */
  nextPlace(): number;
  add(message: Message): void;
  /** Takes up to `max` visible messages; who takes them calls `hide` or `remove`. */
  take(max: number): readonly Message[];
  /** Puts a message back that is visible again from `visibleAt` (epoch ms) on. */
  hide(message: Message, visibleAt: number): void;
  remove(message: Message): void;
  counts(): Counts;
  /** Calls `listener` when messages may have become visible. Returns the way to stop it. */
  listen(listener: () => void): () => void;
  close(): void;
}

export const createLiveQueue = (key: string, isFifo: boolean, clock: Clock, loaded: readonly Message[]): LiveQueue => {
  const order = isFifo ? createFifoOrder() : createStandardOrder();
  const messages = new Map<string, Message>();
  const listeners = new Set<() => void>();
  let place = loaded.at(-1)?.place ?? 0;
  let timer: { readonly at: number; readonly timer: Timer } | undefined;

  const wake = (): void => {
    // In a turn of their own, so that a listener never runs inside the call that woke it.
    for (const listener of listeners) setImmediate(listener);
  };

  /** Sets the alarm for the next message that becomes visible by time alone. */
  const arm = (): void => {
    const at = order.nextVisibleAt(clock.now());
    if (at === undefined || (timer !== undefined && timer.at <= at)) return;
    clock.clear(timer?.timer);
    const ring = (): void => {
      timer = undefined;
      // A timer may fire a moment too early, and a moment is long to a fast clock.
      if (clock.now() >= at) wake();
      arm();
    };
    timer = { at, timer: clock.after(at - clock.now(), ring) };
  };

  const insert = (message: Message): void => {
    order.insert(message);
    if (message.visibleAt <= clock.now()) wake();
    else arm();
  };

  const add = (message: Message): void => {
    messages.set(message.content.id, message);
    insert(message);
  };
  for (const message of loaded) add(message);

  return {
    key,
    messages,
    nextPlace: () => {
      place += 1;
      return place;
    },
    add,
    take: (max) => order.take(clock.now(), max),
    hide: (message, visibleAt) => {
      message.visibleAt = visibleAt;
      insert(message);
    },
    remove: (message) => {
      messages.delete(message.content.id);
      order.remove(message);
      // In a FIFO queue the end of one message sets its group free.
      if (isFifo) wake();
    },
    counts: () => {
      const now = clock.now();
      const all = [...messages.values()];
      const inFlight = all.filter((message) => isInFlight(message, now)).length;
      const delayed = all.filter(({ receiveCount, visibleAt }) => receiveCount === 0 && visibleAt > now).length;
      const oldestSentAt =
        all.length === 0
          ? undefined
          : all.reduce((least, { content }) => Math.min(least, content.sentAt), Number.POSITIVE_INFINITY);
      return { visible: all.length - inFlight - delayed, inFlight, delayed, oldestSentAt };
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close: () => {
      clock.clear(timer?.timer);
      wake();
      listeners.clear();
    },
  };
};

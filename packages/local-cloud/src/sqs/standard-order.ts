import { createHeap, type Heap } from './heap.ts';
import type { Message } from './message.ts';
import type { MessageOrder } from './message-order.ts';

interface Entry {
  readonly message: Message;
  readonly version: number;
}

const isCurrent = ({ message, version }: Entry): boolean => !message.isGone && message.version === version;

/** The top of a heap after outdated entries were dropped. */
const current = (heap: Heap<Entry>): Entry | undefined => {
  for (let top = heap.peek(); top !== undefined; top = heap.peek()) {
    if (isCurrent(top)) return top;
    heap.pop();
  }
  return undefined;
};

/** A standard queue: what is visible, the oldest first. Entries of messages that changed or went are skipped when met. */
export const createStandardOrder = (): MessageOrder => {
  const hidden = createHeap<Entry>((a, b) => a.message.visibleAt < b.message.visibleAt);
  const ready = createHeap<Entry>((a, b) => a.message.place < b.message.place);
  const uncover = (nowMs: number): void => {
    for (let top = current(hidden); top !== undefined && top.message.visibleAt <= nowMs; top = current(hidden)) {
      hidden.pop();
      ready.push(top);
    }
  };
  return {
    insert: (message) => {
      message.version += 1;
      hidden.push({ message, version: message.version });
    },
    take: (nowMs, max) => {
      uncover(nowMs);
      const taken: Message[] = [];
      while (taken.length < max && current(ready) !== undefined) {
        const entry = ready.pop();
        if (entry !== undefined) taken.push(entry.message);
      }
      return taken;
    },
    remove: (message) => {
      message.isGone = true;
    },
    nextVisibleAt: (nowMs) => {
      uncover(nowMs);
      return current(hidden)?.message.visibleAt;
    },
  };
};

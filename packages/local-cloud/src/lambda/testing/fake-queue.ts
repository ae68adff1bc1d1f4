import type { QueueMessage, SqsPort } from '../../ports/sqs.ts';

/** A queue in memory whose messages come back `visibilityMs` after they were received, if nobody deletes them. */
export interface FakeQueue {
  readonly port: SqsPort;
  put(bodies: readonly string[]): void;
  bodies(): readonly string[];
}

interface Entry {
  readonly message: QueueMessage;
  receives: number;
  visibleAt: number;
}

export const createFakeQueue = (visibilityMs: number): FakeQueue => {
  const entries = new Map<string, Entry>();
  const listeners = new Set<() => void>();
  let last = 0;
  const notify = () => {
    for (const listener of listeners) listener();
  };
  const take = (entry: Entry): QueueMessage => {
    entry.receives += 1;
    entry.visibleAt = Date.now() + visibilityMs;
    setTimeout(notify, visibilityMs + 1).unref();
    return { ...entry.message, attributes: { ApproximateReceiveCount: String(entry.receives), SentTimestamp: '1' } };
  };
  return {
    port: {
      sendMessage: async () => ({ messageId: '' }),
      receive: async (_queue, max) =>
        [...entries.values()]
          .filter((entry) => entry.visibleAt <= Date.now())
          .slice(0, max)
          .map(take),
      deleteMessages: async (_queue, handles) => {
        for (const handle of handles) entries.delete(handle);
      },
      changeVisibility: async () => {},
      visibilityTimeoutSeconds: () => 30,
      onMessages: (_queue, listener) => {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    },
    put: (bodies) => {
      for (const body of bodies) {
        last += 1;
        const id = `m${last}`;
        const message = {
          messageId: id,
          receiptHandle: id,
          body,
          md5OfBody: 'md5',
          attributes: {},
          messageAttributes: {},
        };
        entries.set(id, { message, receives: 0, visibleAt: 0 });
      }
      notify();
    },
    bodies: () => [...entries.values()].map((entry) => entry.message.body),
  };
};

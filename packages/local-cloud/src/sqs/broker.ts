import type { CloudContext } from '../kernel/context.ts';
import { createDeduplication } from './deduplication.ts';
import type { LiveQueue } from './live-queue.ts';
import type { Message } from './message.ts';
import type { Queue } from './queue.ts';
import { openQueueStore } from './queue-store.ts';
import type { Queues } from './queues.ts';
import { createMove, createReceive, type Move, type Receive } from './receive.ts';
import { createSend, type Send } from './send.ts';
import { createSettle, type Settle } from './settle.ts';
import { createTally } from './tally.ts';

/** What queues do with messages. What resolves is on disk; after the others, {@link Broker.written} says so. */
export interface Broker extends Settle {
  readonly send: Send;
  readonly receive: Receive;
  readonly move: Move;
  live(queue: Queue): LiveQueue;
  /** What was counted of a queue since the last look, by CloudWatch metric. */
  takeCounts(queue: Queue): Readonly<Record<string, number>>;
  purge(queue: Queue): void;
  drop(queue: Queue): void;
  /** Removes what is out of retention, and deduplication ids that are out of their interval. */
  sweep(): void;
  written(): Promise<void>;
  close(): void;
}

export const createBroker = (context: CloudContext, queues: Queues): Broker => {
  const { clock } = context;
  const store = openQueueStore(context);
  const deduplication = createDeduplication(context);
  const tally = createTally();
  const move = createMove(clock, store);
  const discardWhere = (queue: Queue, isDue: (message: Message) => boolean): void => {
    for (const message of [...store.live(queue).messages.values()]) if (isDue(message)) store.discard(queue, message);
  };
  return {
    send: createSend(context, store, deduplication, tally),
    receive: createReceive(clock, store, queues, tally, move),
    ...createSettle(clock, store, tally),
    move,
    live: store.live,
    takeCounts: ({ name }) => tally.take(name),
    purge: (queue) => discardWhere(queue, () => true),
    drop: store.drop,
    sweep: () => {
      deduplication.sweep();
      for (const queue of queues.list()) discardWhere(queue, (message) => store.isOutOfRetention(queue, message));
    },
    written: store.log.written,
    close: store.close,
  };
};

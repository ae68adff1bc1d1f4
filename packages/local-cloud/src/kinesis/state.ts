import type { CloudContext } from '../kernel/context.ts';
import { createReader, cutoffOf, type Reader } from './reader.ts';
import { sequenceAt } from './sequence.ts';
import { openShardStore, type ShardStore } from './shard-store.ts';
import { createStreams, type Streams } from './streams.ts';
import { createThrottle, type Throttle } from './throttle.ts';
import { createWriter, type Writer } from './writer.ts';

export interface KinesisOptions {
  /** Whether shards refuse what is over their rate, as on AWS. A benchmark may measure without. On unless given. */
  readonly isThrottled?: boolean;
}

/** What the operations of Kinesis work on. */
export interface KinesisState {
  readonly streams: Streams;
  readonly store: ShardStore;
  readonly reader: Reader;
  readonly writer: Writer;
  readonly throttle: Throttle;
  readonly accountId: string;
  readonly now: () => number;
}

export const createState = (context: CloudContext, { isThrottled = true }: KinesisOptions): KinesisState => {
  const { now } = context.clock;
  const store = openShardStore(context.storage.database('kinesis'));
  const throttle = createThrottle(now, context.accountId, isThrottled);
  return {
    streams: createStreams(context),
    store,
    reader: createReader(store, now),
    writer: createWriter(store, throttle, now),
    throttle,
    accountId: context.accountId,
    now,
  };
};

/** Removes a stream with its records. @throws AwsError ResourceNotFoundException */
export const deleteStream = async ({ streams, store }: KinesisState, nameOrArn: string): Promise<void> => {
  const stream = streams.get(nameOrArn);
  streams.remove(stream.name);
  await store.log.settle();
  store.drop(stream);
};

/** Removes what is out of retention in all streams. */
export const trimStreams = ({ streams, store, now }: KinesisState): void => {
  for (const stream of streams.list()) {
    for (const shard of stream.shards) {
      const { key, prefix } = store.live(stream, shard);
      store.log.trim(key, sequenceAt(prefix, cutoffOf(stream, now())));
    }
  }
};

import type { Timer } from '../kernel/clock.ts';
import type { CloudContext } from '../kernel/context.ts';
import type { BuiltService } from '../kernel/service.ts';
import type { KinesisPort } from '../ports/kinesis.ts';
import { describeOperations } from './operations/describe.ts';
import { manageOperations } from './operations/manage.ts';
import { recordOperations } from './operations/records.ts';
import { shardOf } from './reader.ts';
import { streamType } from './resource-types/stream.ts';
import { createState, type KinesisOptions, type KinesisState, trimStreams } from './state.ts';
import { throughputExceeded } from './throttle.ts';

const minuteMs = 60_000;

const portOf = ({ streams, store, reader, writer, accountId }: KinesisState): KinesisPort => ({
  putRecords: async (nameOrArn, records) => {
    const stream = streams.get(nameOrArn);
    const results = await writer.put(stream, records, true);
    return results.map(({ shardId, sequenceNumber }) => {
      if (sequenceNumber === undefined) throw throughputExceeded(stream, shardId, accountId);
      return { shardId, sequenceNumber };
    });
  },
  shardIds: (nameOrArn) => streams.get(nameOrArn).shards.map(({ id }) => id),
  read: (nameOrArn, shardId, position, limit) => reader.read(streams.get(nameOrArn), shardId, position, limit),
  onRecords: (nameOrArn, shardId, listener) => {
    const stream = streams.get(nameOrArn);
    const { listeners } = store.live(stream, shardOf(stream, shardId));
    listeners.add(listener);
    return () => void listeners.delete(listener);
  },
});

/** Kinesis with options, for who measures it. */
export const createKinesisWith =
  (options: KinesisOptions) =>
  (context: CloudContext): BuiltService<KinesisPort> => {
    const state = createState(context, options);
    let timer: Timer | undefined;
    const trim = (): void => {
      trimStreams(state);
      timer = context.clock.after(minuteMs, trim);
    };
    return {
      name: 'kinesis',
      apis: [
        {
          protocol: 'json',
          version: '1.1',
          scopes: ['kinesis'],
          targetPrefix: 'Kinesis_20131202',
          operations: { ...describeOperations(state), ...manageOperations(state), ...recordOperations(state) },
        },
      ],
      resourceTypes: [streamType(state)],
      port: portOf(state),
      start: async () => trim(),
      stop: async () => {
        context.clock.clear(timer);
        await state.store.log.settle();
      },
    };
  };

/** Amazon Kinesis Data Streams. Records go to an SQLite log in groups; readers near the tip are served from memory. */
export const createKinesis = createKinesisWith({});

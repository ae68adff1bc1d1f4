import { setTimeout as sleep } from 'node:timers/promises';
import {
  type _Record,
  ExpiredIteratorException,
  GetRecordsCommand,
  GetShardIteratorCommand,
  type KinesisClient,
  KMSThrottlingException,
  ProvisionedThroughputExceededException,
} from '@aws-sdk/client-kinesis';
import type { ArrivedRecord } from '@signalbox/contracts';

/** Where reading begins: behind all that is there, before it, behind a record, or at an instant (epoch ms). */
export type ShardStart =
  | { readonly type: 'end' }
  | { readonly type: 'beginning' }
  | { readonly type: 'after'; readonly sequenceNumber: string }
  | { readonly type: 'at'; readonly time: number };

export interface ShardReading {
  readonly stream: string;
  readonly shardId: string;
  readonly start: ShardStart;
  /** Epoch ms. */
  readonly now: () => number;
  readonly signal: AbortSignal;
  readonly onRecords: (records: readonly ArrivedRecord[]) => void | Promise<void>;
  /** Everything that the shard took before this (epoch ms) has been handed on. */
  readonly onProgress: (until: number) => void;
  /** Between two answers at the end of the shard, by the machine's clock; a quarter of it while there is more to come. */
  readonly pauseMs?: number;
}

/** A shard gives five answers a second to all its readers together, and the services read it too. */
const politePauseMs = 1_000;

const iteratorOf = (start: ShardStart) => {
  switch (start.type) {
    case 'end':
      return { ShardIteratorType: 'LATEST' } as const;
    case 'beginning':
      return { ShardIteratorType: 'TRIM_HORIZON' } as const;
    case 'after':
      return {
        ShardIteratorType: 'AFTER_SEQUENCE_NUMBER',
        StartingSequenceNumber: start.sequenceNumber,
      } as const;
    case 'at':
      return { ShardIteratorType: 'AT_TIMESTAMP', Timestamp: new Date(start.time) } as const;
  }
};

const arrivedRecord = (shardId: string, record: _Record): ArrivedRecord => ({
  shardId,
  sequenceNumber: record.SequenceNumber ?? '',
  partitionKey: record.PartitionKey ?? '',
  arrivedAt: record.ApproximateArrivalTimestamp?.getTime() ?? 0,
  data: record.Data ?? new Uint8Array(),
});

/** Too many readers, of the shard or of its key. */
const isBusy = (error: unknown): boolean =>
  error instanceof ProvisionedThroughputExceededException || error instanceof KMSThrottlingException;

/** Reads a shard to its end, or until `signal` is aborted. @throws what the stream answers, but for what passes */
export const readShard = async (client: KinesisClient, reading: ShardReading): Promise<void> => {
  const { now, onProgress, onRecords, pauseMs = politePauseMs, shardId, signal, stream } = reading;
  let { start } = reading;

  const openIterator = async (): Promise<string | undefined> => {
    const ask = new GetShardIteratorCommand({ StreamName: stream, ShardId: shardId, ...iteratorOf(start) });
    try {
      return (await client.send(ask, { abortSignal: signal })).ShardIterator;
    } catch (error) {
      if (!isBusy(error)) throw error;
      await sleep(pauseMs, undefined, { signal });
      return openIterator();
    }
  };

  const take = async (ShardIterator: string) => {
    const askedAt = now();
    const answer = await client.send(new GetRecordsCommand({ ShardIterator }), { abortSignal: signal });
    const { MillisBehindLatest = 0, NextShardIterator, Records = [] } = answer;
    await onRecords(Records.map((record) => arrivedRecord(shardId, record)));
    const until = askedAt - MillisBehindLatest;
    onProgress(until);
    const last = Records.at(-1)?.SequenceNumber;
    if (last !== undefined) start = { type: 'after', sequenceNumber: last };
    // Any other beginning still holds: nothing came since.
    else if (start.type === 'end') start = { type: 'at', time: until };
    return { next: NextShardIterator, isBehind: MillisBehindLatest > 0 };
  };

  /** What passes: an iterator lives for five minutes, and others read too. */
  const takePatiently = async (iterator: string) => {
    try {
      return await take(iterator);
    } catch (error) {
      if (isBusy(error)) return { next: iterator, isBehind: false };
      if (error instanceof ExpiredIteratorException) return { next: await openIterator(), isBehind: true };
      throw error;
    }
  };

  try {
    let iterator = await openIterator();
    while (iterator !== undefined && !signal.aborted) {
      const { isBehind, next } = await takePatiently(iterator);
      iterator = next;
      if (iterator !== undefined) await sleep(isBehind ? pauseMs / 4 : pauseMs, undefined, { signal });
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
};

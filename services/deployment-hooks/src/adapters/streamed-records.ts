import { setTimeout as sleep } from 'node:timers/promises';
import {
  type _Record,
  GetRecordsCommand,
  GetShardIteratorCommand,
  KinesisClient,
  ListShardsCommand,
  ProvisionedThroughputExceededException,
} from '@aws-sdk/client-kinesis';
import { archiveLineOf } from '@signalbox/contracts';
import { clientSettings } from '@signalbox/lambda-kit';
import type { RecordSource } from './recent-records.ts';

export interface StreamedRecordsOptions {
  /** Default: one of its own. */
  readonly client?: KinesisClient;
  readonly streamName: string;
}

/** A shard gives five answers a second to all its readers together, and the services read it too. */
const politePauseMs = 250;

const lineOf = (shardId: string, { ApproximateArrivalTimestamp, Data, PartitionKey, SequenceNumber }: _Record) =>
  archiveLineOf({
    shardId,
    sequenceNumber: SequenceNumber ?? '',
    partitionKey: PartitionKey ?? '',
    arrivedAt: ApproximateArrivalTimestamp?.getTime() ?? 0,
    data: Data ?? new Uint8Array(),
  });

/** Records that are not archived yet: read from the stream, from a time on. */
export const streamedRecords = ({
  client = new KinesisClient(clientSettings),
  streamName,
}: StreamedRecordsOptions): RecordSource => {
  const shards = async (abortSignal: AbortSignal): Promise<string[]> => {
    const ids: string[] = [];
    let token: string | undefined;
    do {
      const ask = token === undefined ? { StreamName: streamName } : { NextToken: token };
      const { NextToken, Shards = [] } = await client.send(new ListShardsCommand(ask), { abortSignal });
      ids.push(...Shards.map(({ ShardId = '' }) => ShardId));
      token = NextToken;
    } while (token !== undefined);
    return ids;
  };

  const get = async (iterator: string, abortSignal: AbortSignal) => {
    for (;;) {
      try {
        return await client.send(new GetRecordsCommand({ ShardIterator: iterator }), { abortSignal });
      } catch (error) {
        if (!(error instanceof ProvisionedThroughputExceededException)) throw error;
        await sleep(politePauseMs * 2, undefined, { signal: abortSignal });
      }
    }
  };

  return async ({ from }, take, signal) => {
    const readShard = async (ShardId: string): Promise<void> => {
      const at = { ShardIteratorType: 'AT_TIMESTAMP', Timestamp: new Date(from) } as const;
      const open = new GetShardIteratorCommand({ StreamName: streamName, ShardId, ...at });
      let iterator = (await client.send(open, { abortSignal: signal })).ShardIterator;
      while (iterator !== undefined) {
        const { MillisBehindLatest = 0, NextShardIterator, Records = [] } = await get(iterator, signal);
        for (const record of Records) if (!take(lineOf(ShardId, record))) return;
        if (MillisBehindLatest === 0) return;
        iterator = NextShardIterator;
        await sleep(politePauseMs, undefined, { signal });
      }
    };
    await Promise.all((await shards(signal)).map(readShard));
  };
};

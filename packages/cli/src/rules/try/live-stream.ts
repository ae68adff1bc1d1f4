import { setTimeout as sleep } from 'node:timers/promises';
import { KinesisClient, type Shard } from '@aws-sdk/client-kinesis';
import type { ArrivedRecord } from '@signalbox/contracts';
import { namesOf } from '../../names.ts';
import { listShards } from '../../stream/list-shards.ts';
import { readShard } from '../../stream/shard-reader.ts';
import { guarded } from '../../target/guarded.ts';
import type { Target } from '../../target/target.ts';
import { readFamily, type ShardFamily } from './shard-family.ts';

/** The telemetry stream of a stage, as it comes. `ended` rejects with what the stream answers. */
export interface LiveStream extends ShardFamily {
  readonly name: string;
}

export interface LiveStreamOptions {
  /** Epoch ms. */
  readonly now: () => number;
  /** Ends the reading. */
  readonly signal: AbortSignal;
  /** The records of a shard, in their order. */
  readonly onRecords: (records: readonly ArrivedRecord[]) => void;
}

const openingPollMs = 20;

const isOpen = ({ SequenceNumberRange }: Shard): boolean => SequenceNumberRange?.EndingSequenceNumber === undefined;

/** Opens the stream at its end, in every shard: once this resolves, all that is put from then on is seen. */
export const openLiveStream = async (target: Target, options: LiveStreamOptions): Promise<LiveStream> => {
  const { signal } = options;
  const client = guarded((settings) => new KinesisClient(settings), target);
  const { telemetryStream: name } = namesOf(target.stage);
  const open = (await listShards(client, name)).filter(isOpen).map(({ ShardId = '' }) => ShardId);
  const { ended, readAll } = readFamily(open, {
    list: () => listShards(client, name),
    read: async (shardId, start, onProgress) => {
      await readShard(client, { ...options, stream: name, shardId, start, onProgress });
      return !signal.aborted;
    },
  });
  let isOver = false;
  const closed = ended.finally(() => {
    isOver = true;
    client.destroy();
  });
  // Said to whoever waits for the end, and not to nobody as well.
  closed.catch(() => undefined);
  while (readAll() === undefined && !isOver) await sleep(openingPollMs);
  return { name, readAll, ended: closed };
};

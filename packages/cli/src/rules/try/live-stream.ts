import { setTimeout as sleep } from 'node:timers/promises';
import { KinesisClient, ListShardsCommand, type Shard } from '@aws-sdk/client-kinesis';
import { namesOf } from '../../names.ts';
import { guarded } from '../../target/guarded.ts';
import type { Target } from '../../target/target.ts';
import { type LiveRecord, readShard, type ShardStart } from './shard-reader.ts';

/** The telemetry stream of a stage, as it comes. */
export interface LiveStream {
  readonly name: string;
  /** How many shards are read. */
  readonly shards: number;
  /** Everything that the stream took before this has been handed on (epoch ms, by the clock of the stream); undefined at first. */
  readAll(): number | undefined;
  /** Reads until `signal` is aborted. Throws what the stream answers. */
  readonly ended: Promise<void>;
}

export interface LiveStreamOptions {
  /** Epoch ms. */
  readonly now: () => number;
  readonly signal: AbortSignal;
  /** The records of a shard, in their order. */
  readonly onRecords: (records: readonly LiveRecord[]) => void;
}

const openingPollMs = 20;

const parentsOf = ({ AdjacentParentShardId, ParentShardId }: Shard): readonly string[] =>
  [ParentShardId, AdjacentParentShardId].filter((parent) => parent !== undefined);

const isOpen = ({ SequenceNumberRange }: Shard): boolean => SequenceNumberRange?.EndingSequenceNumber === undefined;

const listShards = async (client: KinesisClient, StreamName: string): Promise<readonly Shard[]> => {
  const found: Shard[] = [];
  let NextToken: string | undefined;
  do {
    const page = await client.send(new ListShardsCommand(NextToken === undefined ? { StreamName } : { NextToken }));
    found.push(...(page.Shards ?? []));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return found;
};

/**
 * Opens the stream at its end, in every shard. A shard that is split or merged is read to its end, and its children only then, so
 * that the records of a device keep their order. https://docs.aws.amazon.com/streams/latest/dev/kinesis-using-sdk-java-after-resharding.html
 */
export const openLiveStream = async (target: Target, options: LiveStreamOptions): Promise<LiveStream> => {
  const { now, onRecords, signal } = options;
  const client = guarded((settings) => new KinesisClient(settings), target);
  const { telemetryStream: name } = namesOf(target.stage);
  /** Up to when each shard is read. */
  const progress = new Map<string, number | undefined>();
  const ended = new Set<string>();

  const read = async (shardId: string, start: ShardStart): Promise<void> => {
    progress.set(shardId, undefined);
    const onProgress = (until: number): void => void progress.set(shardId, until);
    await readShard(client, { stream: name, shardId, start, now, signal, onRecords, onProgress });
    ended.add(shardId);
    if (!signal.aborted) await readChildren(shardId);
    progress.delete(shardId);
  };

  const readChildren = async (shardId: string): Promise<void> => {
    const isFinished = (parent: string): boolean => ended.has(parent) || !progress.has(parent);
    const children = (await listShards(client, name)).filter(
      (shard) => parentsOf(shard).includes(shardId) && parentsOf(shard).every(isFinished),
    );
    // The other parent of a merged shard may have begun it in the meantime.
    const begun = ({ ShardId = '' }: Shard): boolean => progress.has(ShardId) || ended.has(ShardId);
    const mine = children.filter((child) => !begun(child));
    await Promise.all(mine.map(({ ShardId = '' }) => read(ShardId, { type: 'beginning' })));
  };

  const shards = (await listShards(client, name)).filter(isOpen).map(({ ShardId = '' }) => ShardId);
  let isOver = false;
  const reading = Promise.all(shards.map((shardId) => read(shardId, { type: 'end' })))
    .then(() => undefined)
    .finally(() => {
      isOver = true;
      client.destroy();
    });
  // Said to whoever waits for the end, and not to nobody as well.
  reading.catch(() => undefined);
  const readAll = (): number | undefined => {
    const all = [...progress.values()].filter((until) => until !== undefined);
    return all.length < progress.size || all.length === 0 ? undefined : Math.min(...all);
  };
  // Once every shard has answered, all that is put from now on is seen.
  while (readAll() === undefined && !isOver) await sleep(openingPollMs);
  return { name, shards: shards.length, readAll, ended: reading };
};

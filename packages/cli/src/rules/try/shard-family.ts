import type { Shard } from '@aws-sdk/client-kinesis';
import type { ShardStart } from '../../stream/shard-reader.ts';

export interface ShardFamilyPorts {
  /** All shards of the stream, open and closed. */
  readonly list: () => Promise<readonly Shard[]>;
  /** Reads a shard to its end; false if it was stopped before. `onProgress`: all that came before `until`, epoch ms, was handed on. */
  readonly read: (shardId: string, start: ShardStart, onProgress: (until: number) => void) => Promise<boolean>;
}

/** The shards of a stream, and those that they become. */
export interface ShardFamily {
  /** Everything that the stream took before this has been handed on; undefined as long as a shard has not answered. */
  readAll(): number | undefined;
  /** When all of them have ended, or reading was stopped. */
  readonly ended: Promise<void>;
}

const parentsOf = ({ AdjacentParentShardId, ParentShardId }: Shard): readonly string[] =>
  [ParentShardId, AdjacentParentShardId].filter((parent) => parent !== undefined);

/**
 * Reads shards from their ends on. One that is split or merged is read up, and its children only then, from their beginning, so that
 * the records of a device keep their order: https://docs.aws.amazon.com/streams/latest/dev/kinesis-using-sdk-java-after-resharding.html
 */
export const readFamily = (shardIds: readonly string[], { list, read }: ShardFamilyPorts): ShardFamily => {
  /** Up to when each shard is read that is not over, its children included. */
  const progress = new Map<string, number | undefined>();
  const over = new Set<string>();

  const follow = async (shardId: string, start: ShardStart): Promise<void> => {
    progress.set(shardId, undefined);
    const isOver = await read(shardId, start, (until) => void progress.set(shardId, until));
    over.add(shardId);
    if (isOver) await followChildren(shardId);
    progress.delete(shardId);
  };

  const followChildren = async (shardId: string): Promise<void> => {
    const shards = await list();
    const isRead = (parent: string): boolean => over.has(parent) || !progress.has(parent);
    // The other parent of a merged shard may have begun it in the meantime.
    const isBegun = (child: string): boolean => progress.has(child) || over.has(child);
    const children = shards
      .filter((shard) => parentsOf(shard).includes(shardId) && parentsOf(shard).every(isRead))
      .map(({ ShardId = '' }) => ShardId)
      .filter((child) => !isBegun(child));
    await Promise.all(children.map((child) => follow(child, { type: 'beginning' })));
  };

  return {
    ended: Promise.all(shardIds.map((shardId) => follow(shardId, { type: 'end' }))).then(() => undefined),
    readAll: () => {
      const known = [...progress.values()].filter((until) => until !== undefined);
      return known.length < progress.size || known.length === 0 ? undefined : Math.min(...known);
    },
  };
};

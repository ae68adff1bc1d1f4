import { AwsError } from '../kernel/aws-error.ts';
import type { ShardPosition, ShardRead, StreamRecord } from '../ports/kinesis.ts';
import { arrivalOf, sequenceAt } from './sequence.ts';
import type { LiveShard, ShardStore } from './shard-store.ts';
import type { Shard, Stream } from './stream.ts';

const hourMs = 3_600_000;

/** Records older than this are out of retention, epoch ms. */
export const cutoffOf = ({ retentionHours }: Stream, nowMs: number): number => nowMs - retentionHours * hourMs;

/** @throws AwsError ResourceNotFoundException */
export const shardOf = (stream: Stream, shardId: string): Shard => {
  const shard = stream.shards.find(({ id }) => id === shardId);
  if (shard !== undefined) return shard;
  const account = stream.arn.split(':')[4];
  throw new AwsError(
    'ResourceNotFoundException',
    `Shard ${shardId} in stream ${stream.name} under account ${account} does not exist`,
  );
};

/** The sequence number behind which a position lies. */
const behind = (position: ShardPosition, live: LiveShard): string => {
  if ('after' in position) return position.after;
  if ('at' in position) return sequenceAt(live.prefix, position.at);
  return position.from === 'LATEST' ? (live.recent.last ?? sequenceAt(live.prefix, 0)) : sequenceAt(live.prefix, 0);
};

const later = (a: string, b: string): string => (a > b ? a : b);

/** As many of the records as fit into `maxBytes`, but at least one. */
const fitting = (records: readonly StreamRecord[], maxBytes: number): readonly StreamRecord[] => {
  let bytes = 0;
  const end = records.findIndex(({ data, partitionKey }, index) => {
    bytes += data.length + partitionKey.length;
    return index > 0 && bytes > maxBytes;
  });
  return end < 0 ? records : records.slice(0, end);
};

export interface Reader {
  /**
   * Reads up to `limit` records from a position. Records out of retention are left out.
   * @param maxBytes 10 MiB unless given, as GetRecords has it
   * @throws AwsError ResourceNotFoundException
   */
  read(stream: Stream, shardId: string, position: ShardPosition, limit: number, maxBytes?: number): ShardRead;
  /** A position as a sequence number, good for as long as the shard is. */
  resolve(stream: Stream, shardId: string, position: ShardPosition): string;
}

export const createReader = (store: ShardStore, now: () => number): Reader => ({
  resolve: (stream, shardId, position) => behind(position, store.live(stream, shardOf(stream, shardId))),
  read: (stream, shardId, position, limit, maxBytes = 10 * 1024 ** 2) => {
    const live = store.live(stream, shardOf(stream, shardId));
    const nowMs = now();
    const after = later(behind(position, live), sequenceAt(live.prefix, cutoffOf(stream, nowMs)));
    const records = fitting(store.readAfter(live, after, limit), maxBytes);
    const reached = records.at(-1)?.sequenceNumber ?? after;
    const isAtTip = live.recent.last === undefined || reached >= live.recent.last;
    return {
      records,
      next: { after: reached },
      millisBehindLatest: isAtTip ? 0 : Math.max(0, nowMs - arrivalOf(reached)),
    };
  },
});

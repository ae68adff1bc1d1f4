import type { DatabaseSync } from 'node:sqlite';
import type { StreamRecord } from '../ports/kinesis.ts';
import { createRecentRecords, type RecentRecords } from './recent-records.ts';
import { type LoggedRecord, openRecordLog, type RecordLog, shardKey } from './record-log.ts';
import { createSequence, type ShardSequence, sequencePrefix } from './sequence.ts';
import type { Shard, Stream } from './stream.ts';

/** A shard that is open in this process. */
export interface LiveShard {
  readonly key: string;
  readonly prefix: string;
  readonly sequence: ShardSequence;
  readonly recent: RecentRecords;
  readonly listeners: Set<() => void>;
}

/** The shards with what they hold: the log on disk and the newest records in memory. */
export interface ShardStore {
  readonly log: RecordLog;
  live(stream: Stream, shard: Shard): LiveShard;
  /** Up to `limit` records behind a sequence number, from memory if they are there. */
  readAfter(shard: LiveShard, after: string, limit: number): readonly StreamRecord[];
  drop(stream: Stream): void;
}

export const openShardStore = (database: DatabaseSync): ShardStore => {
  const shards = new Map<string, LiveShard>();

  const publish = (records: readonly LoggedRecord[]): void => {
    const touched = new Set<LiveShard>();
    for (const { shard, record } of records) {
      const live = shards.get(shard);
      if (live === undefined) continue;
      live.recent.push(record);
      touched.add(live);
    }
    for (const { listeners } of touched) {
      // In a turn of their own: a listener that reads and works must not hold up those whose records were written.
      for (const listener of listeners) setImmediate(listener);
    }
  };

  const log = openRecordLog(database, publish);

  const open = (stream: Stream, shard: Shard, key: string): LiveShard => {
    const last = log.last(key);
    const prefix = sequencePrefix(stream.createdAt, shard.index);
    const sequence = createSequence(prefix, shard.index, last);
    const live: LiveShard = { key, prefix, sequence, recent: createRecentRecords(last), listeners: new Set() };
    shards.set(key, live);
    return live;
  };

  return {
    log,
    live: (stream, shard) => {
      const key = shardKey(stream, shard.id);
      return shards.get(key) ?? open(stream, shard, key);
    },
    readAfter: ({ key, recent }, after, limit) =>
      recent.covers(after) ? recent.read(after, limit) : log.read(key, after, limit),
    drop: (stream) => {
      for (const shard of stream.shards) {
        const key = shardKey(stream, shard.id);
        shards.delete(key);
        log.drop(key);
      }
    },
  };
};

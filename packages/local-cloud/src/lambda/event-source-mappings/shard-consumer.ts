import { createHash } from 'node:crypto';
import type { CloudContext } from '../../kernel/context.ts';
import type { Table } from '../../kernel/table.ts';
import type { ShardPosition, StreamRecord } from '../../ports/kinesis.ts';
import { createLane, type Lane } from './lane.ts';
import { createLowWaterMark } from './low-water-mark.ts';
import type { KinesisMapping } from './mapping-record.ts';

export interface ShardConsumerParts {
  readonly context: CloudContext;
  readonly mapping: KinesisMapping;
  readonly shardId: string;
  /** Last sequence number up to which everything is done. */
  readonly checkpoints: Table<string>;
  /** Deals with a batch; calls `done` for records that need not come again. */
  deliver(records: readonly StreamRecord[], done: (records: readonly StreamRecord[]) => void): Promise<void>;
}

export interface ShardConsumer {
  stop(): void;
}

/**
 * AWS polls a shard about once a second and so meets several records at a time. Here a record of a quiet shard waits this long for those
 * of the same burst; once many come, they wait longer, for an invocation costs as much as a hundred records.
 */
const quietGatherMs = 2;
const busyGatherMs = 25;
const busyFromRecords = 20;
const mostReadAhead = 2;
const readLimit = 10_000;

const laneOf = (partitionKey: string, lanes: number): number =>
  lanes === 1 ? 0 : createHash('md5').update(partitionKey).digest().readUInt32BE(0) % lanes;

/** Where a shard is read from when nothing of it is done yet. LATEST means: since the mapping was made, also after a restart. */
const startOf = ({ startingPosition, startingTimestamp, createdAt }: KinesisMapping): ShardPosition => {
  if (startingPosition === 'TRIM_HORIZON') return { from: 'TRIM_HORIZON' };
  return { at: startingPosition === 'AT_TIMESTAMP' ? (startingTimestamp ?? createdAt) : createdAt };
};

// What a record takes in the event besides its data: names, numbers, ARNs.
const recordOverheadBytes = 700;

/**
 * Reads one shard for a mapping. Records of a partition key keep their order; with a parallelization factor different keys are dealt
 * with at the same time, each in its lane. The checkpoint moves only past what is done, so after a crash records come again, and none is
 * left out.
 */
export const startShardConsumer = (parts: ShardConsumerParts): ShardConsumer => {
  const { context, mapping, shardId, checkpoints } = parts;
  const { kinesis } = context.services;
  const key = `${mapping.uuid}/${shardId}`;
  const mark = createLowWaterMark();
  const last = checkpoints.get(key);
  let isBusy = false;
  let position: ShardPosition | undefined = last === undefined ? startOf(mapping) : { after: last };
  let isStopped = false;

  const done = (records: readonly StreamRecord[]): void => {
    const reached = mark.done(records.map((record) => record.sequenceNumber));
    if (reached !== undefined) checkpoints.set(key, reached);
  };

  const lanes: readonly Lane<StreamRecord>[] = Array.from({ length: mapping.parallelizationFactor }, () =>
    createLane<StreamRecord>({
      clock: context.clock,
      batchSize: mapping.batchSize,
      windowMs: () =>
        Math.max(mapping.windowSeconds * 1000, (isBusy ? busyGatherMs : quietGatherMs) * context.clock.speed),
      sizeOf: ({ data, partitionKey }) => Math.ceil(data.length / 3) * 4 + partitionKey.length + recordOverheadBytes,
      run: (records) => {
        isBusy = records.length >= busyFromRecords;
        return parts.deliver(records, done).finally(fill);
      },
      failed: (error) => context.log.error('a batch of a shard could not be handled', { mapping: mapping.uuid, error }),
    }),
  );

  const room = (): number => {
    const waiting = Math.max(...lanes.map((lane) => lane.waiting));
    return Math.min(readLimit, mapping.batchSize * mostReadAhead - waiting);
  };

  function fill(): void {
    while (!isStopped && position !== undefined) {
      const limit = room();
      if (limit <= 0) return;
      const { records, next } = kinesis.read(mapping.eventSourceArn, shardId, position, limit);
      position = next;
      for (const record of records) {
        mark.begin(record.sequenceNumber);
        lanes[laneOf(record.partitionKey, lanes.length)]?.push(record);
      }
      if (records.length === 0) return;
    }
  }

  const unsubscribe = kinesis.onRecords(mapping.eventSourceArn, shardId, fill);
  fill();
  return {
    stop: () => {
      isStopped = true;
      unsubscribe();
      for (const lane of lanes) lane.stop();
    },
  };
};

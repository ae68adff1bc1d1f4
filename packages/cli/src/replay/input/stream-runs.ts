import { join } from 'node:path';
import { InvalidArgumentException, type KinesisClient, KinesisServiceException } from '@aws-sdk/client-kinesis';
import { type ArrivedRecord, archiveLineOf, type ObjectRange } from '@signalbox/contracts';
import { Problem } from '../../problem.ts';
import { listShards } from '../../stream/list-shards.ts';
import { readShard, type ShardStart } from '../../stream/shard-reader.ts';
import { type ArchiveRange, isBehind, takesPart } from './archive-range.ts';
import type { Run } from './run.ts';
import { openSpool } from './spool.ts';

/** How far the reading of the stream has got. */
export interface StreamProgress {
  readonly phase: 'streaming';
  readonly shardsRead: number;
  readonly shards: number;
  /** Records so far. */
  readonly lines: number;
}

export interface StreamOptions {
  readonly stream: string;
  readonly range: ArchiveRange;
  /** The last object of each shard that has one within the range. */
  readonly lastObjects: ReadonlyMap<string, ObjectRange>;
  /** A directory for what is read. */
  readonly temporary: string;
  /** Epoch ms. */
  readonly now: () => number;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: StreamProgress) => void;
  /** For tests: see the reader of shards. */
  readonly pauseMs?: number;
}

export interface StreamRuns {
  readonly runs: readonly Run[];
  readonly lines: number;
}

/** An answer may have 10 MiB. */
const shardsAtOnce = 8;

/** So far the clocks of who put a record and of the stream may differ. */
const skewMs = 60_000;

/**
 * Where what is not archived begins: behind the last record that is, for one batch of a shard is archived after the other. The first of these
 * that the stream takes counts: it refuses a number that is none of its own, as of a stream of this name that was there before.
 * An instant that is out of its retention means its oldest record:
 * https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetShardIterator.html
 */
const startsOf = (
  last: ObjectRange | undefined,
  { from }: ArchiveRange,
  nowMs: number,
): readonly [ShardStart, ShardStart?] => {
  const at = (time: number): ShardStart => ({ type: 'at', time: Math.min(time, nowMs) - skewMs });
  if (last === undefined) return [at(from)];
  return [{ type: 'after', sequenceNumber: last.lastSequenceNumber }, at(last.arrivedAt)];
};

/** Keeps what a shard holds of the range and the archive does not. */
const spoolShard = async (
  client: KinesisClient,
  shardId: string,
  options: StreamOptions & { readonly startedAt: number; readonly onLines: (count: number) => void },
): Promise<Run | undefined> => {
  const { lastObjects, onLines, range, signal: outer, startedAt, stream, temporary } = options;
  const enough = new AbortController();
  const signal = AbortSignal.any([outer, enough.signal]);
  const spool = await openSpool(join(temporary, `stream-${shardId}`), `${stream}/${shardId}`);

  const onRecords = async (records: readonly ArrivedRecord[]): Promise<void> => {
    const all = records.map((record) => ({ arrivedAt: record.arrivedAt, line: archiveLineOf(record) }));
    const lines = all.filter(({ arrivedAt, line }) => takesPart(arrivedAt, line.receivedAt, range));
    await spool.add(lines.map(({ line }) => line));
    onLines(lines.length);
    if (records.some(({ arrivedAt }) => isBehind(arrivedAt, range))) enough.abort();
  };
  const onProgress = (until: number): void => {
    if (until >= startedAt) enough.abort();
  };
  const read = (start: ShardStart): Promise<void> =>
    readShard(client, { ...options, shardId, start, signal, onRecords, onProgress });

  const [start, otherStart] = startsOf(lastObjects.get(shardId), range, startedAt);
  try {
    await read(start).catch((error) => {
      if (otherStart === undefined || !(error instanceof InvalidArgumentException)) throw error;
      return read(otherStart);
    });
  } finally {
    await spool.close();
  }
  return spool.run();
};

const spoolShards = async (client: KinesisClient, options: StreamOptions): Promise<StreamRuns> => {
  const startedAt = options.now();
  const shards = (await listShards(client, options.stream)).map(({ ShardId = '' }) => ShardId);
  const failed = new AbortController();
  const signal = AbortSignal.any([options.signal, failed.signal]);
  const runs: Run[] = [];
  let [lines, shardsRead] = [0, 0];
  const tell = (): void => options.onProgress({ phase: 'streaming', shardsRead, shards: shards.length, lines });
  const onLines = (count: number): void => {
    lines += count;
    tell();
  };
  const left = shards.values();
  const work = async (): Promise<void> => {
    for (const shardId of left) {
      if (signal.aborted) return;
      const run = await spoolShard(client, shardId, { ...options, signal, startedAt, onLines });
      if (run !== undefined) runs.push(run);
      shardsRead += 1;
      tell();
    }
  };
  // All come to their end before anybody is told, so that none writes into a directory that is gone.
  await Promise.all(Array.from({ length: shardsAtOnce }, () => work().catch((error) => failed.abort(error))));
  signal.throwIfAborted();
  return { runs, lines };
};

/**
 * What the stream holds of a range and the archive does not hold yet, a run a shard, as the archive would have it. Every shard is read up to
 * where it is when this begins, or to the end of the range. To be called when the archive has been listed: what is archived in the
 * meantime is on the stream still.
 * @throws Problem `refused-by-aws`; what the signal was aborted with
 */
export const streamRuns = async (client: KinesisClient, options: StreamOptions): Promise<StreamRuns> => {
  try {
    return await spoolShards(client, options);
  } catch (cause) {
    if (!(cause instanceof KinesisServiceException)) throw cause;
    const why = `the stream ${options.stream} cannot be read (${cause.name}: ${cause.message})`;
    const hint = '--archive-only leaves out what is not archived yet';
    throw new Problem('refused-by-aws', `${why}; ${hint}`, { cause });
  }
};

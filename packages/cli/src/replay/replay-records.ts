import { BadLines } from './bad-lines.ts';
import { mergeRuns } from './input/merge-runs.ts';
import { OutOfOrder, type Run } from './input/run.ts';
import { Sequencer } from './input/sequencer.ts';
import { sortRuns } from './input/sort-runs.ts';
import { ShardTable } from './lines/shard-table.ts';
import type { ReplayPlan, WorkerResult } from './pool/messages.ts';
import { type OnEvents, Pool } from './pool/pool.ts';

/** How far a replay has got. */
export interface ReplayProgress {
  readonly phase: 'sorting' | 'replaying';
  /** Of all runs, as they are kept. */
  readonly takenBytes: number;
  readonly totalBytes: number;
  readonly lines: number;
  /** Where virtual time stands, epoch ms. */
  readonly at?: number;
}

export interface ReplayOptions {
  readonly plan: ReplayPlan;
  readonly jobs: number;
  /** Until when time goes on after the last record, epoch ms. Default: the last `receivedAt`. */
  readonly until?: number;
  /** Time ends for each device with its last record. */
  readonly endsWithRecords?: boolean;
  /** A directory for what has to be sorted. */
  readonly temporary: string;
  readonly onProgress: (progress: ReplayProgress) => void;
  /** Where what comes to light goes. If lines prove to be out of order, it begins anew with another one. */
  readonly openEvents: () => OnEvents;
  readonly signal: AbortSignal;
  /** For tests: how many bytes of lines are sorted at once. */
  readonly sortBytes?: number;
}

export interface ReplayOutcome {
  readonly results: readonly WorkerResult[];
  readonly badLines: BadLines;
  /** Lines that were applied. */
  readonly lines: number;
  /** Lines whose position had come before. */
  readonly repeatedLines: number;
  /** The lowest and the highest `receivedAt`, epoch ms; undefined if there was no line. */
  readonly earliest: number | undefined;
  readonly latest: number | undefined;
  /** Until when time went on for all devices, epoch ms; undefined if there was no line, or if it ended with their records. */
  readonly until: number | undefined;
  readonly sorted: boolean;
}

const runBytes = 1024 * 1024;
const toldBadLines = 20;

const totalOf = (runs: readonly Run[]): number => runs.reduce((sum, { bytes }) => sum + bytes, 0);

const replayInOrder = async (
  runs: readonly Run[],
  { plan, jobs, until, endsWithRecords = false, onProgress, openEvents, signal }: ReplayOptions,
  { badLines, shards }: { readonly badLines: BadLines; readonly shards: ShardTable },
): Promise<Omit<ReplayOutcome, 'badLines' | 'sorted'>> => {
  const pool = new Pool(plan, jobs, shards, openEvents());
  const stop = (): void => pool.abort(signal.reason);
  signal.addEventListener('abort', stop);
  try {
    signal.throwIfAborted();
    const sequencer = new Sequencer(pool, shards);
    const totalBytes = totalOf(runs);
    const onTaken = (takenBytes: number): void => {
      signal.throwIfAborted();
      const { lines, current } = sequencer;
      onProgress({ phase: 'replaying', takenBytes, totalBytes, lines, ...(current !== undefined && { at: current }) });
    };
    const take = sequencer.take.bind(sequencer);
    await mergeRuns(runs, take, { shards, onBadLine: badLines.add, blockBytes: runBytes, onTaken });
    sequencer.flush();
    const end = until ?? (endsWithRecords ? undefined : sequencer.latest);
    const results = await pool.end(end ?? 0);
    const { earliest, latest, lines, repeated } = sequencer;
    return { results, lines, repeatedLines: repeated, earliest, latest, until: end };
  } finally {
    signal.removeEventListener('abort', stop);
    await pool.close();
  }
};

const sortedRuns = (
  runs: readonly Run[],
  { onProgress, signal, temporary, sortBytes }: ReplayOptions,
  { badLines, shards }: { readonly badLines: BadLines; readonly shards: ShardTable },
): Promise<readonly Run[]> => {
  const totalBytes = totalOf(runs);
  const onTaken = (takenBytes: number): void => {
    signal.throwIfAborted();
    onProgress({ phase: 'sorting', takenBytes, totalBytes, lines: 0 });
  };
  const partBytes = sortBytes === undefined ? {} : { partBytes: sortBytes };
  return sortRuns(runs, { shards, onBadLine: badLines.add, temporary, onTaken, ...partBytes });
};

/**
 * Takes records through rules in the order in which the stream had them: shard after shard, the lowest number first, by sequence
 * number. Runs are taken to be in order; only if one is not are they all sorted and read again.
 * @throws what the signal was aborted with, Problem for records that cannot be read, or what a worker failed with
 */
export const replayRecords = async (runs: readonly Run[], options: ReplayOptions): Promise<ReplayOutcome> => {
  const first = { badLines: new BadLines(toldBadLines), shards: new ShardTable() };
  try {
    const outcome = await replayInOrder(runs, options, first);
    return { ...outcome, badLines: first.badLines, sorted: false };
  } catch (error) {
    if (!(error instanceof OutOfOrder)) throw error;
  }
  const second = { badLines: new BadLines(toldBadLines), shards: new ShardTable() };
  const sorted = await sortedRuns(runs, options, second);
  return { ...(await replayInOrder(sorted, options, second)), badLines: second.badLines, sorted: true };
};

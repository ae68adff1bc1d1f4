import { instantOf, type Since } from '../arguments/since.ts';
import { namesOf } from '../names.ts';
import { Problem } from '../problem.ts';
import { resolveTarget, type Target } from '../target/target.ts';
import { openClock } from '../target/target-clock.ts';
import type { ArchiveRange } from './input/archive-range.ts';
import { type ArchiveRuns, archiveRuns } from './input/archive-runs.ts';
import { fileRuns } from './input/file-runs.ts';
import type { Run } from './input/run.ts';
import type { StreamProgress, StreamRuns } from './input/stream-runs.ts';
import type { ReplayCommandOptions } from './replay-options.ts';

/** Where the records come from, and when time ends if that is said. */
export interface Input {
  readonly runs: readonly Run[];
  readonly until?: number;
  /** How many lines are of the stream; undefined if it was not asked. */
  readonly streamLines?: number;
  close?(): void;
}

export interface InputContext {
  /** A directory for what has to be kept. */
  readonly temporary: string;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: StreamProgress) => void;
}

interface Opening extends InputContext {
  readonly target: Target;
  readonly range: ArchiveRange;
  readonly now: () => number;
}

const untilOf = (until: Since | undefined, now: () => number): { readonly until?: number } =>
  until === undefined ? {} : { until: instantOf(until, now()) };

const readStream = async (lastObjects: ArchiveRuns['lastObjects'], opening: Opening): Promise<StreamRuns> => {
  const [{ KinesisClient }, { guarded }, { streamRuns }] = await Promise.all([
    import('@aws-sdk/client-kinesis'),
    import('../target/guarded.ts'),
    import('./input/stream-runs.ts'),
  ]);
  const { target } = opening;
  const client = guarded((settings) => new KinesisClient(settings), target);
  try {
    return await streamRuns(client, { ...opening, stream: namesOf(target.stage).telemetryStream, lastObjects });
  } finally {
    client.destroy();
  }
};

// The SDK is only loaded if it is needed.
const openArchive = async (opening: Opening, archiveOnly: boolean): Promise<Input> => {
  const { openArchiveObjects } = await import('./input/archive-objects.ts');
  const objects = await openArchiveObjects(opening.target);
  const { close } = objects;
  try {
    const { runs, lastObjects } = await archiveRuns(objects, opening.range);
    if (archiveOnly) return { runs, close };
    const { runs: more, lines } = await readStream(lastObjects, opening);
    return { runs: [...runs, ...more], streamLines: lines, close };
  } catch (error) {
    close();
    throw error;
  }
};

const refuseMixed = ({ archiveOnly, from, records, to, until }: ReplayCommandOptions): void => {
  if ((records === undefined) === (from === undefined)) throw new Problem('usage', 'give either --records or --from');
  if (from === undefined && to !== undefined) throw new Problem('usage', '--to goes with --from; see --until');
  if (from === undefined && archiveOnly === true) throw new Problem('usage', '--archive-only goes with --from');
  if (until !== undefined && to !== undefined) throw new Problem('usage', 'give either --to or --until');
};

/**
 * Opens what the options name: files, or the archive and behind it the stream.
 * @throws Problem `usage`, `unreachable`, `refused-by-aws`; what the signal was aborted with
 */
export const openInput = async (options: ReplayCommandOptions, context: InputContext): Promise<Input> => {
  refuseMixed(options);
  const { archiveOnly = false, records, from, to, until } = options;
  const { temporary, signal } = context;
  if (records !== undefined) return { runs: await fileRuns(records, temporary, signal), ...untilOf(until, Date.now) };
  const target = resolveTarget(options, process.env);
  const now = await openClock(target);
  const range = { from: instantOf(from as Since, now()), to: to && instantOf(to, now()) };
  return { ...(await openArchive({ ...context, target, range, now }, archiveOnly)), ...untilOf(until ?? to, now) };
};

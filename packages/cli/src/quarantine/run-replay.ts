import { userInfo } from 'node:os';
import { instantOf, type Since } from '../arguments/since.ts';
import type { Console } from '../output/console.ts';
import { Problem } from '../problem.ts';
import { findArchiveBucket } from '../target/account.ts';
import { resolveTarget, type TargetOptions } from '../target/target.ts';
import { openClock } from '../target/target-clock.ts';
import { type ArchiveBucket, openArchiveBucket } from './archive-bucket.ts';
import type { Entry } from './entry.ts';
import { entriesSince, findEntry } from './find-entries.ts';
import { replay } from './replay.ts';
import { openReplayMarks } from './replay-marks.ts';
import { openTelemetryStream } from './telemetry-stream.ts';

export interface ReplayOptions extends TargetOptions {
  readonly reason?: string;
  readonly since: Since;
  readonly again?: boolean;
  readonly json?: boolean;
}

/** @throws Problem `not-found` */
const select = async (
  bucket: ArchiveBucket,
  id: string | undefined,
  { reason, since, stage }: ReplayOptions,
  now: () => number,
): Promise<readonly Entry[]> => {
  if (id === undefined) {
    return (await entriesSince(bucket, instantOf(since, now()))).filter((entry) => entry.reason === reason);
  }
  const entry = await findEntry(bucket, id);
  if (entry === undefined) throw new Problem('not-found', `stage ${stage} has nothing in quarantine with the id ${id}`);
  return [entry];
};

/**
 * `quarantine replay`: puts records back on the stream and says of each what became of it.
 * @throws Problem `usage`; `already-replayed` if the one that was named is; of many, those that are stay where they are
 */
export const run = async (id: string | undefined, options: ReplayOptions, console: Console): Promise<void> => {
  if ((id === undefined) === (options.reason === undefined))
    throw new Problem('usage', 'give either an id or --reason');
  const target = resolveTarget(options, process.env);
  const now = await openClock(target);
  const bucket = openArchiveBucket(target, await findArchiveBucket(target));
  const marks = openReplayMarks(bucket);
  const stream = openTelemetryStream(target);
  const putBack = replay({ marks, put: stream.put, now, replayedBy: `cli:${userInfo().username}` });
  const counts = { replayed: 0, skipped: 0 };
  for (const entry of await select(bucket, id, options, now)) {
    const { quarantineId } = entry;
    const outcome = await putBack(entry, options.again === true);
    if ('mark' in outcome) {
      counts.replayed += 1;
      console.line(options.json ? JSON.stringify(outcome.mark) : `${quarantineId} replayed`);
    } else if (id === undefined) {
      counts.skipped += 1;
      console.note(`${quarantineId} was replayed before; --again does it anyway`);
    } else {
      const mark = await marks.read(id);
      const when = mark === undefined ? 'before' : `at ${mark.replayedAt} by ${mark.replayedBy}`;
      throw new Problem('already-replayed', `${id} was replayed ${when}; --again does it anyway`);
    }
  }
  stream.close();
  bucket.client.destroy();
  if (id === undefined) console.note(`${counts.replayed} replayed, ${counts.skipped} left alone`);
};

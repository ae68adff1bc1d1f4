import { instantOf, type Since } from '../arguments/since.ts';
import type { Console } from '../output/console.ts';
import { formatInstant } from '../output/number.ts';
import { printRecord, printRecords } from '../output/records.ts';
import { Problem } from '../problem.ts';
import { findArchiveBucket } from '../target/account.ts';
import { resolveTarget, type TargetOptions } from '../target/target.ts';
import { openClock } from '../target/target-clock.ts';
import { openArchiveBucket } from './archive-bucket.ts';
import { type ListedEntry, payloadLines, whereFrom } from './entry-view.ts';
import { entriesSince, findEntry } from './find-entries.ts';
import { openReplayMarks } from './replay-marks.ts';

export interface ListOptions extends TargetOptions {
  readonly since: Since;
  readonly reason?: string;
  readonly json?: boolean;
}

export interface ShowOptions extends TargetOptions {
  readonly json?: boolean;
}

const columns = [
  { heading: 'RECEIVED', value: ({ receivedAt }: ListedEntry) => formatInstant(receivedAt) },
  { heading: 'REASON', value: ({ reason }: ListedEntry) => reason },
  { heading: 'FROM', value: whereFrom },
  { heading: 'REPLAYED', value: ({ replayed }: ListedEntry) => (replayed ? 'yes' : '') },
  { heading: 'ID', value: ({ quarantineId }: ListedEntry) => quarantineId },
  { heading: 'DETAIL', value: ({ detail }: ListedEntry) => detail },
];

/** `quarantine list`. */
export const list = async (options: ListOptions, console: Console): Promise<void> => {
  const target = resolveTarget(options, process.env);
  const since = instantOf(options.since, (await openClock(target))());
  const bucket = openArchiveBucket(target, await findArchiveBucket(target));
  const replayed = await openReplayMarks(bucket).ids();
  const entries = (await entriesSince(bucket, since))
    .filter(({ reason }) => options.reason === undefined || reason === options.reason)
    .map((entry) => ({ ...entry, replayed: replayed.has(entry.quarantineId) }));
  bucket.client.destroy();
  const empty = `nothing${options.reason === undefined ? '' : ` with reason ${options.reason}`} in quarantine since ${formatInstant(since)}`;
  printRecords(console, entries, { json: options.json === true, columns, empty });
};

/** `quarantine show`: why, where from, and the original bytes. @throws Problem `not-found` */
export const show = async (id: string, options: ShowOptions, console: Console): Promise<void> => {
  const target = resolveTarget(options, process.env);
  const bucket = openArchiveBucket(target, await findArchiveBucket(target));
  const entry = await findEntry(bucket, id);
  if (entry === undefined)
    throw new Problem('not-found', `stage ${target.stage} has nothing in quarantine with the id ${id}`);
  const mark = await openReplayMarks(bucket).read(id);
  bucket.client.destroy();
  const replay = mark === undefined ? {} : { replayed: mark };
  if (options.json) return printRecord(console, { ...entry, ...replay }, true);
  const { payload, receivedAt, ...rest } = entry;
  const bytes = Buffer.from(payload, 'base64');
  printRecord(console, { ...rest, receivedAt: formatInstant(receivedAt), ...replay, bytes: bytes.length }, false);
  for (const line of payloadLines(bytes)) console.line(`  ${line}`);
};

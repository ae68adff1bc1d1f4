import { compareSequenceNumbers, hourPrefix, parseObjectKey, parseQuarantineId } from '@signalbox/contracts';
import { lambdaFailurePrefix } from '../names.ts';
import type { ArchiveBucket } from './archive-bucket.ts';
import { type Entry, entriesOfFailedBatch, entriesOfLines } from './entry.ts';

type Objects = Pick<ArchiveBucket, 'list' | 'read'>;

/** `aws/lambda/<event source mapping>/2026/11/23/…`. What failed asynchronously is under `aws/lambda/async/` and is no record of a stream. */
const isFailedBatch = (key: string): boolean => /^aws\/lambda\/[0-9a-f]{8}-[0-9a-f-]{27}\//.test(key);

async function* refused({ list, read }: Objects, sinceMs: number): AsyncGenerator<Entry> {
  for await (const { key } of list('quarantine/', hourPrefix('quarantine', sinceMs))) {
    if (parseObjectKey(key)?.kind === 'quarantine') yield* entriesOfLines(key, await read(key));
  }
}

async function* givenUp({ list, read }: Objects, sinceMs: number): AsyncGenerator<Entry> {
  for await (const { key, writtenAt } of list(lambdaFailurePrefix)) {
    if (isFailedBatch(key) && writtenAt >= sinceMs) yield* entriesOfFailedBatch(key, await read(key));
  }
}

/** Everything received since then, refused or given up, the oldest first. A batch that was processed twice is told once. */
export const entriesSince = async (objects: Objects, sinceMs: number): Promise<readonly Entry[]> => {
  const entries = new Map<string, Entry>();
  for await (const entry of refused(objects, sinceMs)) {
    if (entry.receivedAt >= sinceMs) entries.set(entry.quarantineId, entry);
  }
  for await (const entry of givenUp(objects, sinceMs)) entries.set(entry.quarantineId, entry);
  return [...entries.values()].sort((one, other) => one.receivedAt - other.receivedAt);
};

/** The keys of the objects that may hold an id: those of its hour whose range it is in, or what its own key names. */
async function* keysOf({ list }: Objects, id: string): AsyncGenerator<string> {
  const parts = parseQuarantineId(id);
  if (parts === undefined) return isFailedBatch(id) ? yield id.split('#')[0] ?? id : undefined;
  for await (const { key } of list(hourPrefix('quarantine', parts.arrivedAt))) {
    const range = parseObjectKey(key);
    if (range?.shardId !== parts.shardId) continue;
    const isInside =
      compareSequenceNumbers(range.firstSequenceNumber, parts.sequenceNumber) <= 0 &&
      compareSequenceNumbers(parts.sequenceNumber, range.lastSequenceNumber) <= 0;
    if (isInside) yield key;
  }
}

const isMissing = (error: unknown): boolean => error instanceof Error && error.name === 'NoSuchKey';

const readEntries = async ({ read }: Objects, key: string): Promise<readonly Entry[]> => {
  try {
    const text = await read(key);
    return isFailedBatch(key) ? entriesOfFailedBatch(key, text) : entriesOfLines(key, text);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
};

/** The entry of that id; undefined if there is none. */
export const findEntry = async (objects: Objects, id: string): Promise<Entry | undefined> => {
  for await (const key of keysOf(objects, id)) {
    const found = (await readEntries(objects, key)).find(({ quarantineId }) => quarantineId === id);
    if (found !== undefined) return found;
  }
  return undefined;
};

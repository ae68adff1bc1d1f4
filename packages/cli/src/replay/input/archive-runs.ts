import { compareSequenceNumbers, hourPrefix, type ObjectRange, parseObjectKey } from '@signalbox/contracts';
import { ShardTable } from '../lines/shard-table.ts';
import type { ArchiveObjects } from './archive-objects.ts';
import { type ArchiveRange, receivedIn } from './archive-range.ts';
import { type ByteSource, openBytes } from './byte-source.ts';
import { unpackIfPacked } from './open-source.ts';
import { comparePlaces, type Run } from './run.ts';

/** How many objects are fetched before their turn. */
const ahead = 4;

interface Listed extends ObjectRange {
  readonly key: string;
  readonly bytes: number;
}

const listed = async ({ list }: ArchiveObjects, { from, to }: ArchiveRange): Promise<readonly Listed[]> => {
  const found: Listed[] = [];
  for await (const { key, bytes } of list('archive/', hourPrefix('archive', from))) {
    const range = parseObjectKey(key);
    if (range === undefined) continue;
    if (to !== undefined && range.arrivedAt > to) break;
    found.push({ ...range, key, bytes });
  }
  return found;
};

/** The object of each shard that reaches furthest. */
const lastOfShards = (all: readonly Listed[]): ReadonlyMap<string, ObjectRange> => {
  const last = new Map<string, ObjectRange>();
  for (const object of all) {
    const known = last.get(object.shardId);
    const isLater =
      known === undefined || compareSequenceNumbers(known.lastSequenceNumber, object.lastSequenceNumber) < 0;
    if (isLater) last.set(object.shardId, object);
  }
  return last;
};

export interface ArchiveRuns {
  readonly runs: readonly Run[];
  /** What is archived of each shard ends with this object; of one that is not named, nothing of the range is. */
  readonly lastObjects: ReadonlyMap<string, ObjectRange>;
}

/**
 * The objects of the archive that hold records of the range, in the order of their positions; the next ones are fetched while one is read.
 * @throws what the listing does
 */
export const archiveRuns = async (objects: ArchiveObjects, range: ArchiveRange): Promise<ArchiveRuns> => {
  const shards = new ShardTable();
  const place = ({ shardId, firstSequenceNumber }: Listed) => ({
    shard: shards.indexOf(shardId),
    sequenceNumber: firstSequenceNumber,
  });
  const all = (await listed(objects, range)).toSorted((one, other) => comparePlaces(shards, place(one), place(other)));
  const fetching = new Map<number, Promise<Uint8Array>>();

  const fetch = (index: number): Promise<Uint8Array> => {
    const known = fetching.get(index) ?? objects.read(all[index]?.key ?? '');
    fetching.set(index, known);
    // Whoever opens the object is told.
    known.catch(() => undefined);
    return known;
  };

  const open = async (index: number, key: string): Promise<ByteSource> => {
    const bytes = fetch(index);
    for (let next = index + 1; next <= Math.min(index + ahead, all.length - 1); next += 1) fetch(next);
    fetching.delete(index);
    return unpackIfPacked(key, openBytes(await bytes));
  };

  const runs = all.map((object, index) => {
    const { bytes, firstSequenceNumber: sequenceNumber, key, shardId } = object;
    const received = receivedIn(object.arrivedAt, range);
    return {
      name: key,
      bytes,
      first: { shardId, sequenceNumber },
      ...(received && { received }),
      open: () => open(index, key),
    };
  });
  return { runs, lastObjects: lastOfShards(all) };
};

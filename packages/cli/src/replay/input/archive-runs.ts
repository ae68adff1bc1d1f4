import { hourPrefix, type ObjectRange, parseObjectKey } from '@signalbox/contracts';
import { ShardTable } from '../lines/shard-table.ts';
import type { ArchiveObjects } from './archive-objects.ts';
import { type ByteSource, openBytes } from './byte-source.ts';
import { unpackIfPacked } from './open-source.ts';
import { comparePlaces, type Run } from './run.ts';

export interface ArchiveRange {
  /** Epoch ms. */
  readonly from: number;
  /** Epoch ms, not included; undefined: to the end. */
  readonly to: number | undefined;
}

/** How many objects are fetched before their turn. */
const ahead = 4;
const hourMs = 3_600_000;

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

/**
 * An object holds what arrived in one hour. Whole hours are taken whole, late and replayed records among them; of the first and the
 * last hour, the records that were received within the range.
 */
const receivedIn = ({ arrivedAt }: Listed, { from, to = Number.POSITIVE_INFINITY }: ArchiveRange): Run['received'] => {
  const isFirst = arrivedAt <= from;
  const isLast = arrivedAt + hourMs > to;
  if (!isFirst && !isLast) return undefined;
  return { from: isFirst ? from : 0, to: isLast ? to : Number.POSITIVE_INFINITY };
};

/**
 * The objects of the archive that hold records of the range, in the order of their positions; the next ones are fetched while one is read.
 * @throws what the listing does
 */
export const archiveRuns = async (objects: ArchiveObjects, range: ArchiveRange): Promise<readonly Run[]> => {
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

  return all.map((object, index) => {
    const { bytes, firstSequenceNumber: sequenceNumber, key, shardId } = object;
    const received = receivedIn(object, range);
    return {
      name: key,
      bytes,
      first: { shardId, sequenceNumber },
      ...(received && { received }),
      open: () => open(index, key),
    };
  });
};

import type { ShardTable } from '../lines/shard-table.ts';
import { Cursor, type OnBadLine } from './cursor.ts';
import { comparePlaces, type Place, type Run } from './run.ts';

/** Takes the lines of a cursor from `from` up to but without `to`. */
export type TakeLines = (cursor: Cursor, from: number, to: number) => Promise<void>;

export interface MergeOptions {
  readonly shards: ShardTable;
  readonly onBadLine: OnBadLine;
  /** How many bytes of each open run are kept at hand. */
  readonly blockBytes: number;
  /** Told how many bytes of the runs have been read so far. */
  readonly onTaken: (bytes: number) => void;
}

interface Waiting {
  readonly run: Run;
  readonly first: Place;
}

const smallBlock = 64 * 1024;

/** Runs by their first place; one without a line is read at once, so that its bad lines are told. */
const inOrder = async (runs: readonly Run[], { shards, onBadLine }: MergeOptions): Promise<Waiting[]> => {
  const waiting: Waiting[] = [];
  for (const run of runs) {
    if (run.first !== undefined) {
      const { sequenceNumber, shardId } = run.first;
      waiting.push({ run, first: { shard: shards.indexOf(shardId), sequenceNumber } });
      continue;
    }
    const bad: Parameters<OnBadLine>[] = [];
    const cursor = await Cursor.open(run, shards, { blockBytes: smallBlock, onBadLine: (...each) => bad.push(each) });
    if (cursor === undefined) for (const each of bad) onBadLine(...each);
    else waiting.push({ run, first: cursor.head });
    await cursor?.close();
  }
  return waiting.sort((one, other) => comparePlaces(shards, one.first, other.first));
};

/** Runs that are being read, the one with the earliest head first. */
class OpenRuns {
  readonly cursors: Cursor[] = [];
  readonly #shards: ShardTable;

  constructor(shards: ShardTable) {
    this.#shards = shards;
  }

  insert(cursor: Cursor): void {
    let [low, high] = [0, this.cursors.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = this.cursors[middle];
      if (other && comparePlaces(this.#shards, other.head, cursor.head) <= 0) low = middle + 1;
      else high = middle;
    }
    this.cursors.splice(low, 0, cursor);
  }
}

const earlier = (shards: ShardTable, one: Place | undefined, other: Place | undefined): Place | undefined => {
  if (one === undefined || other === undefined) return one ?? other;
  return comparePlaces(shards, one, other) <= 0 ? one : other;
};

/**
 * Gives the lines of all runs in the order of their places, as many at a time as can be. A run is opened when its turn comes, so
 * that of runs which follow each other, as the objects of an archive mostly do, one is open at a time.
 */
export const mergeRuns = async (runs: readonly Run[], take: TakeLines, options: MergeOptions): Promise<void> => {
  const { shards, onTaken } = options;
  const waiting = await inOrder(runs, options);
  const open = new OpenRuns(shards);
  let finished = 0;

  const openDue = async (): Promise<void> => {
    for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
      const head = open.cursors[0]?.head;
      if (head !== undefined && comparePlaces(shards, next.first, head) > 0) return;
      waiting.shift();
      const cursor = await Cursor.open(next.run, shards, options);
      if (cursor) open.insert(cursor);
    }
  };

  try {
    for (;;) {
      await openDue();
      const [cursor, second] = open.cursors;
      if (cursor === undefined) return;
      const to = cursor.lineAfter(earlier(shards, second?.head, waiting[0]?.first));
      await take(cursor, cursor.line, to);
      onTaken(open.cursors.reduce((sum, each) => sum + each.taken, finished));
      const goesOn = await cursor.moveTo(to);
      open.cursors.shift();
      if (goesOn) open.insert(cursor);
      else {
        finished += cursor.taken;
        await cursor.close();
      }
    }
  } finally {
    await Promise.all(open.cursors.map((cursor) => cursor.close()));
  }
};

import { compareSequenceNumbers } from '@signalbox/contracts';
import type { Position } from '@signalbox/decision-engine';
import type { ShardTable } from '../lines/shard-table.ts';
import type { ByteSource } from './byte-source.ts';

/** Where a line stands in the order of a replay. */
export interface Place {
  /** Index in the table of shards. */
  readonly shard: number;
  readonly sequenceNumber: string;
}

export const comparePlaces = (shards: ShardTable, one: Place, other: Place): number =>
  shards.compare(one.shard, other.shard) || compareSequenceNumbers(one.sequenceNumber, other.sequenceNumber);

/** Lines that ought to be in order: a file, an object of the archive, a part of what was sorted. */
export interface Run {
  /** For people, and unique. */
  readonly name: string;
  /** As it is kept, packed or not. */
  readonly bytes: number;
  /** No line comes before this position. Unknown: looked at first. */
  readonly first?: Position;
  /** Which of its lines take part, by `receivedAt`; absent: all. */
  readonly received?: { readonly from: number; readonly to: number };
  open(): Promise<ByteSource>;
}

/** A run whose lines are not in order, found out while it was read. */
export class OutOfOrder extends Error {
  readonly run: Run;

  constructor(run: Run) {
    super(`${run.name} is not in the order of its positions`);
    this.run = run;
  }
}

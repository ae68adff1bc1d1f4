import { compareSequenceNumbers } from '@signalbox/contracts';

/** Where a record stands on the stream. `sequenceNumber` is a decimal integer of any length, unique within its shard. */
export interface Position {
  readonly shardId: string;
  readonly sequenceNumber: string;
}

/**
 * Whether `position` was already passed by a reader that stands at `reached`.
 * Kinesis orders sequence numbers within a shard only, and as integers, not as text ("9" comes before "10"); a record of
 * another shard (after a reshard) therefore starts afresh.
 */
export const isAtOrBefore = (position: Position, reached: Position | undefined): boolean =>
  reached !== undefined &&
  position.shardId === reached.shardId &&
  compareSequenceNumbers(position.sequenceNumber, reached.sequenceNumber) <= 0;

import type { KinesisStreamBatchResponse } from 'aws-lambda';
import { settleBounded } from './bounded.ts';
import type { Counts } from './counts.ts';
import { errorMessage } from './errors.ts';
import type { Log } from './log.ts';
import { batchResponse, byPartitionKey, type StreamItem } from './stream-items.ts';

/** Thrown by what processes a device: everything before `sequenceNumber` is done, it and what follows is not. */
export class ItemFailed extends Error {
  override readonly name = 'ItemFailed';
  readonly sequenceNumber: string;

  constructor(sequenceNumber: string, cause: unknown) {
    super(errorMessage(cause), { cause });
    this.sequenceNumber = sequenceNumber;
  }
}

export interface DeviceBatches {
  /** How many devices are processed at a time. */
  readonly concurrency: number;
  readonly log: Log;
  readonly counts: Counts;
  /**
   * Processes the records of one device, in stream order. If it throws {@link ItemFailed}, the device stopped there; with
   * any other error nothing of the device is done.
   */
  readonly device: (items: readonly StreamItem[], log: Log) => Promise<void>;
}

/** The items of the device that are to come again, the failed one first. */
const undone = (items: readonly StreamItem[], error: unknown): readonly StreamItem[] => {
  if (!(error instanceof ItemFailed)) return items;
  const failed = items.findIndex(({ sequenceNumber }) => sequenceNumber === error.sequenceNumber);
  return items.slice(Math.max(failed, 0));
};

/**
 * Processes a batch device by device: a device that fails stops, the others go on, and the lowest number that is not done
 * is returned, from which Kinesis sends everything again. What processes a device must therefore bear to see a record
 * twice. Counts RecordsFailed.
 */
export const processByDevice = async (
  items: readonly StreamItem[],
  { concurrency, log, counts, device }: DeviceBatches,
): Promise<KinesisStreamBatchResponse> => {
  const devices = [...byPartitionKey(items)];
  const outcomes = await settleBounded(devices, concurrency, ([partitionKey, own]) =>
    device(own, log.child({ partitionKey })),
  );
  const failed = outcomes.flatMap((outcome, index) => {
    const own = devices[index]?.[1] ?? [];
    if (outcome.status === 'fulfilled') return [];
    const rest = undone(own, outcome.reason);
    const [{ shardId, sequenceNumber, partitionKey } = {}] = rest;
    log.child({ shardId, sequenceNumber, partitionKey }).error('a device stopped', outcome.reason);
    return rest;
  });
  counts.add('RecordsFailed', failed.length);
  return batchResponse(failed.map(({ sequenceNumber }) => sequenceNumber));
};

/** {@link DeviceBatches.device} for what takes one record at a time. */
export const oneByOne =
  (process: (item: StreamItem, log: Log) => Promise<void>): DeviceBatches['device'] =>
  async (items, log) => {
    for (const item of items) {
      const { shardId, sequenceNumber } = item;
      try {
        await process(item, log.child({ shardId, sequenceNumber }));
      } catch (error) {
        throw new ItemFailed(sequenceNumber, error);
      }
    }
  };

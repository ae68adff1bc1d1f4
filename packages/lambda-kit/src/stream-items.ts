import { compareSequenceNumbers } from '@signalbox/contracts';
import type { KinesisStreamBatchResponse, KinesisStreamEvent } from 'aws-lambda';

/** A record of a stream: where it stands, and its bytes. */
export interface StreamItem {
  readonly shardId: string;
  readonly sequenceNumber: string;
  /** In our streams the id of the device. */
  readonly partitionKey: string;
  /** When the stream took it, epoch ms. */
  readonly arrivedAt: number;
  readonly data: Uint8Array;
}

/**
 * The records of an invocation in stream order. `eventID` is `<shard id>:<sequence number>`; the arrival time is in
 * seconds with a fraction (https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-create.html).
 */
export const streamItems = (event: KinesisStreamEvent): StreamItem[] =>
  event.Records.map(({ eventID, kinesis }) => ({
    shardId: eventID.slice(0, eventID.lastIndexOf(':')),
    sequenceNumber: kinesis.sequenceNumber,
    partitionKey: kinesis.partitionKey,
    arrivedAt: Math.round(kinesis.approximateArrivalTimestamp * 1000),
    data: Buffer.from(kinesis.data, 'base64'),
  }));

/** Items by partition key, each device's in stream order. */
export const byPartitionKey = (items: readonly StreamItem[]): Map<string, StreamItem[]> =>
  Map.groupBy(items, ({ partitionKey }) => partitionKey);

/**
 * Tells the event source mapping what failed. Kinesis goes on from the lowest number that is returned, so only that one is
 * (https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-batchfailurereporting.html).
 */
export const batchResponse = (failedSequenceNumbers: readonly string[]): KinesisStreamBatchResponse => {
  const [lowest] = failedSequenceNumbers.toSorted(compareSequenceNumbers);
  return { batchItemFailures: lowest === undefined ? [] : [{ itemIdentifier: lowest }] };
};

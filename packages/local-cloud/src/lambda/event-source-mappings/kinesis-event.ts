import type { StreamRecord } from '../../ports/kinesis.ts';

export interface KinesisEventSource {
  readonly shardId: string;
  readonly streamArn: string;
  readonly region: string;
  readonly roleArn: string;
}

/** What needs no escape in JSON, and no second byte. */
const plain = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/;

const asJson = (text: string): string => (plain.test(text) ? `"${text}"` : JSON.stringify(text));

/**
 * The event that a function gets for records of a shard. Written by hand: every record passes here once for each of its readers, and
 * `JSON.stringify` of the whole costs twice as much.
 */
export const kinesisEvent = (
  records: readonly StreamRecord[],
  { shardId, streamArn, region, roleArn }: KinesisEventSource,
): Buffer => {
  const shard = JSON.stringify(shardId).slice(0, -1);
  const source = [
    '"eventName":"aws:kinesis:record"',
    `"invokeIdentityArn":${JSON.stringify(roleArn)}`,
    `"awsRegion":${JSON.stringify(region)}`,
    `"eventSourceARN":${JSON.stringify(streamArn)}`,
  ].join();
  const written = records.map(({ sequenceNumber, partitionKey, data, arrivedAt }) => {
    const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('base64');
    return `{"kinesis":{"kinesisSchemaVersion":"1.0","partitionKey":${asJson(partitionKey)},"sequenceNumber":"${sequenceNumber}","data":"${bytes}","approximateArrivalTimestamp":${arrivedAt / 1000}},"eventSource":"aws:kinesis","eventVersion":"1.0","eventID":${shard}:${sequenceNumber}",${source}}`;
  });
  return recordsEvent(written);
};

/** Joins records that are JSON already to the event that a function gets. */
export const recordsEvent = (records: readonly string[]): Buffer => Buffer.from(`{"Records":[${records.join(',')}]}`);

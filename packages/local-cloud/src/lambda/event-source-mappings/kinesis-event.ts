import type { StreamRecord } from '../../ports/kinesis.ts';

export interface KinesisEventSource {
  readonly shardId: string;
  readonly streamArn: string;
  readonly region: string;
  readonly roleArn: string;
}

/** One record of a Kinesis event, as JSON. Source: https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html */
export const kinesisEventRecord = (
  { sequenceNumber, partitionKey, data, arrivedAt }: StreamRecord,
  { shardId, streamArn, region, roleArn }: KinesisEventSource,
): string =>
  JSON.stringify({
    kinesis: {
      kinesisSchemaVersion: '1.0',
      partitionKey,
      sequenceNumber,
      data: Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('base64'),
      approximateArrivalTimestamp: arrivedAt / 1000,
    },
    eventSource: 'aws:kinesis',
    eventVersion: '1.0',
    eventID: `${shardId}:${sequenceNumber}`,
    eventName: 'aws:kinesis:record',
    invokeIdentityArn: roleArn,
    awsRegion: region,
    eventSourceARN: streamArn,
  });

/** Joins records that are JSON already to the event that a function gets. */
export const recordsEvent = (records: readonly string[]): Buffer => Buffer.from(`{"Records":[${records.join(',')}]}`);

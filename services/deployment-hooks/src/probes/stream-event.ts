import { telemetryTopic } from '@signalbox/contracts';
import type { StreamItem } from '@signalbox/lambda-kit';
import type { KinesisStreamEvent } from 'aws-lambda';

/** The fleet of devices that do not exist. */
export const probeFleet = 'probe';

const shardId = 'shardId-000000009999';

/** Something on the stream, before it has a place there. */
export interface Put {
  readonly partitionKey: string;
  readonly data: string | Uint8Array;
}

/** A device's message as the topic rule wraps it. */
export const message = (deviceId: string, payload: string | Uint8Array, receivedAt: number, topic?: string): Put => {
  const record = {
    payload: Buffer.from(payload).toString('base64'),
    topic: topic ?? telemetryTopic.build({ fleet: probeFleet, deviceId }),
    clientId: deviceId,
    receivedAt,
  };
  return { partitionKey: deviceId, data: JSON.stringify(record) };
};

/** A message of one reading. */
export const reading = (deviceId: string, metrics: Readonly<Record<string, unknown>>, at: number): Put =>
  message(deviceId, JSON.stringify({ time: at, metrics }), at);

/** Puts at their places on the stream, one after the other. */
export const placed = (puts: readonly Put[], arrivedAt: number): StreamItem[] =>
  puts.map(({ partitionKey, data }, index) => ({
    ...{ shardId, partitionKey, arrivedAt, data: Buffer.from(data) },
    sequenceNumber: `4960000000000000000000000000000000000000000000000${1000 + index}`,
  }));

/** How Lambda is given records of a stream: https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html */
export const streamEvent = (items: readonly StreamItem[]): KinesisStreamEvent => ({
  Records: items.map(({ partitionKey, sequenceNumber, arrivedAt, data, shardId: shard }) => ({
    kinesis: {
      kinesisSchemaVersion: '1.0',
      ...{ partitionKey, sequenceNumber },
      data: Buffer.from(data).toString('base64'),
      approximateArrivalTimestamp: arrivedAt / 1000,
    },
    eventSource: 'aws:kinesis',
    eventVersion: '1.0',
    eventID: `${shard}:${sequenceNumber}`,
    eventName: 'aws:kinesis:record',
    invokeIdentityArn: 'arn:aws:iam::000000000000:role/probe',
    awsRegion: 'us-east-1',
    eventSourceARN: 'arn:aws:kinesis:us-east-1:000000000000:stream/probe',
  })),
});

/** What the name of an object says of the records in it, which arrived at `now` (epoch ms). */
export const rangeOf = (items: readonly StreamItem[], now: number) => ({
  arrivedAt: now,
  shardId: items[0]?.shardId ?? '',
  firstSequenceNumber: items.at(0)?.sequenceNumber ?? '',
  lastSequenceNumber: items.at(-1)?.sequenceNumber ?? '',
});

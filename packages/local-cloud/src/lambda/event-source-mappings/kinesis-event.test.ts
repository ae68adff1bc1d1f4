import fc from 'fast-check';
import { expect, test } from 'vitest';
import { kinesisEvent } from './kinesis-event.ts';

const streamArn = 'arn:aws:kinesis:us-east-1:000000000000:stream/s';
const source = { shardId: 'shardId-000000000000', streamArn, region: 'us-east-1', roleArn: 'arn:aws:iam::0:role/é"' };

test('whatever key and data a record has, the event is JSON that says it', () => {
  const record = fc.record({
    sequenceNumber: fc.bigInt({ min: 1n }).map(String),
    partitionKey: fc.oneof(fc.string(), fc.string({ unit: 'binary' })),
    data: fc.uint8Array(),
    arrivedAt: fc.integer({ min: 0 }),
  });
  fc.assert(
    fc.property(fc.array(record), (records) => {
      const expected = records.map(({ sequenceNumber, partitionKey, data, arrivedAt }) => ({
        kinesis: {
          kinesisSchemaVersion: '1.0',
          partitionKey,
          sequenceNumber,
          data: Buffer.from(data).toString('base64'),
          approximateArrivalTimestamp: arrivedAt / 1000,
        },
        eventSource: 'aws:kinesis',
        eventVersion: '1.0',
        eventID: `${source.shardId}:${sequenceNumber}`,
        eventName: 'aws:kinesis:record',
        invokeIdentityArn: source.roleArn,
        awsRegion: source.region,
        eventSourceARN: streamArn,
      }));
      expect(JSON.parse(kinesisEvent(records, source).toString())).toEqual({ Records: expected });
    }),
    { numRuns: 30 },
  );
});

import type { Context, KinesisStreamEvent, SQSEvent } from 'aws-lambda';
import type { Counts } from '../src/counts.ts';
import type { Log, LogKeys } from '../src/log.ts';

/** Counts into a plain object. */
export const countsInto = (totals: Record<string, number>): Counts => ({
  add: (name, value = 1) => {
    totals[name] = (totals[name] ?? 0) + value;
  },
});

export interface Line extends LogKeys {
  readonly message: string;
}

/** Logs into an array, with the keys of every parent. */
export const logInto = (lines: Line[], keys: LogKeys = {}): Log => {
  const write = (message: string) => void lines.push({ ...keys, message });
  return {
    debug: write,
    info: write,
    warn: write,
    error: write,
    child: (more) => logInto(lines, { ...keys, ...more }),
  };
};

export const context = { functionName: 'fn', functionVersion: '7', awsRequestId: 'request-1' } as Context;

export const kinesisEvent = (
  records: readonly { readonly sequenceNumber: string; readonly partitionKey: string; readonly data?: string }[],
): KinesisStreamEvent => ({
  Records: records.map(({ sequenceNumber, partitionKey, data = '' }) => ({
    eventID: `shardId-000000000003:${sequenceNumber}`,
    eventName: 'aws:kinesis:record',
    eventSource: 'aws:kinesis',
    eventSourceARN: 'arn:aws:kinesis:us-east-1:000000000000:stream/s',
    eventVersion: '1.0',
    invokeIdentityArn: 'arn:aws:iam::000000000000:role/r',
    awsRegion: 'us-east-1',
    kinesis: {
      kinesisSchemaVersion: '1.0',
      approximateArrivalTimestamp: 1764000000.123,
      sequenceNumber,
      partitionKey,
      data: Buffer.from(data).toString('base64'),
    },
  })),
});

export const sqsEvent = (bodies: Readonly<Record<string, string>>): SQSEvent => ({
  Records: Object.entries(bodies).map(([messageId, body]) => ({
    messageId,
    body,
    receiptHandle: 'r',
    attributes: {
      ApproximateReceiveCount: '1',
      SentTimestamp: '1764000000123',
      SenderId: 's',
      ApproximateFirstReceiveTimestamp: '1',
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:q',
    awsRegion: 'us-east-1',
  })),
});

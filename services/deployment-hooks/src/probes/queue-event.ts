import type { SQSEvent } from 'aws-lambda';

/** A message of a queue: its id in the batch, and its body. */
export interface QueueMessage {
  readonly messageId: string;
  readonly body: string;
}

/** How Lambda is given messages of a queue: https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html */
export const queueEvent = (messages: readonly QueueMessage[], sentAt: number): SQSEvent => ({
  Records: messages.map(({ messageId, body }) => ({
    ...{ messageId, body },
    receiptHandle: `probe-${messageId}`,
    attributes: {
      ApproximateReceiveCount: '1',
      SentTimestamp: String(sentAt),
      SenderId: 'probe',
      ApproximateFirstReceiveTimestamp: String(sentAt),
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:probe',
    awsRegion: 'us-east-1',
  })),
});

/** An event of the bus as its rule puts it on a queue: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html */
export const busEvent = (source: string, detailType: string, detail: unknown): string =>
  JSON.stringify({
    ...{ version: '0', id: 'probe', 'detail-type': detailType, source, account: '000000000000' },
    ...{ time: '2026-01-01T00:00:00Z', region: 'us-east-1', resources: [], detail },
  });

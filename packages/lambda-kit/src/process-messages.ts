import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { settleBounded } from './bounded.ts';
import type { Counts } from './counts.ts';
import type { Log } from './log.ts';

export interface MessageBatches {
  /** How many messages are processed at a time. */
  readonly concurrency: number;
  readonly log: Log;
  readonly counts: Counts;
  /** Parses and processes one message: a message that cannot be parsed then fails alone. */
  readonly message: (record: SQSRecord, log: Log) => Promise<void>;
}

/**
 * Processes every message of a batch for itself and returns those that failed, which the queue delivers again
 * (https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html). Counts RecordsFailed.
 */
export const processMessages = async (
  { Records }: SQSEvent,
  { concurrency, log, counts, message }: MessageBatches,
): Promise<SQSBatchResponse> => {
  const outcomes = await settleBounded(Records, concurrency, (record) =>
    message(record, log.child({ messageId: record.messageId })),
  );
  const failed = Records.filter((_record, index) => outcomes[index]?.status === 'rejected');
  for (const [index, outcome] of outcomes.entries()) {
    if (outcome.status === 'fulfilled') continue;
    log.child({ messageId: Records[index]?.messageId }).error('a message failed', outcome.reason);
  }
  counts.add('RecordsFailed', failed.length);
  return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
};

import type { StreamRecord } from '../../ports/kinesis.ts';
import type { CompletedInvocation } from '../invocation/invoker.ts';
import type { DiscardReason } from './deliver-batch.ts';

export interface FailedBatch {
  /** Epoch ms. */
  readonly now: number;
  readonly functionArn: string;
  readonly streamArn: string;
  readonly shardId: string;
  readonly reason: DiscardReason;
  readonly runs: number;
  readonly records: readonly StreamRecord[];
  /** Of the last run, if the function was run. */
  readonly result?: CompletedInvocation;
  /** Of this record, if it was not. */
  readonly requestId: string;
}

const isoTime = (epochMs: number | undefined): string => new Date(epochMs ?? 0).toISOString();

/**
 * What a failure destination gets about records that were given up.
 * Source: https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html
 */
export const failureRecord = ({
  now,
  functionArn,
  streamArn,
  shardId,
  reason,
  runs,
  records,
  result,
  requestId,
}: FailedBatch) => ({
  requestContext: {
    requestId: result?.requestId ?? requestId,
    functionArn,
    condition: reason,
    approximateInvokeCount: runs,
  },
  ...(result === undefined
    ? {}
    : {
        responseContext: {
          statusCode: 200,
          executedVersion: result.executedVersion,
          functionError: result.functionError ?? null,
        },
      }),
  version: '1.0',
  timestamp: new Date(now).toISOString(),
  KinesisBatchInfo: {
    shardId,
    startSequenceNumber: records[0]?.sequenceNumber,
    endSequenceNumber: records.at(-1)?.sequenceNumber,
    approximateArrivalOfFirstRecord: isoTime(records[0]?.arrivedAt),
    approximateArrivalOfLastRecord: isoTime(records.at(-1)?.arrivedAt),
    batchSize: records.length,
    streamArn,
  },
});

/** Key of the object in a failure bucket: `aws/lambda/<mapping>/<shard>/YYYY/MM/DD/YYYY-MM-DDTHH.MM.SS-<uuid>`. */
export const failureObjectKey = (mappingId: string, shardId: string, now: number, uuid: string): string => {
  const time = new Date(now).toISOString().slice(0, 19);
  const day = time.slice(0, 10).replaceAll('-', '/');
  return `aws/lambda/${mappingId}/${shardId}/${day}/${time.replaceAll(':', '.')}-${uuid}`;
};

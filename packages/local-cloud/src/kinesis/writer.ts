import { AwsError } from '../kernel/aws-error.ts';
import type { StreamRecord } from '../ports/kinesis.ts';
import { hashKeyOf, readHashKey, shardFor } from './hash-key.ts';
import type { LoggedRecord } from './record-log.ts';
import { arrivalOf } from './sequence.ts';
import type { ShardStore } from './shard-store.ts';
import type { Shard, Stream } from './stream.ts';
import type { Throttle } from './throttle.ts';

export interface NewRecord {
  readonly data: Uint8Array;
  readonly partitionKey: string;
  /** Decimal; leads the record instead of its partition key. */
  readonly explicitHashKey?: string | undefined;
}

/** Where a record went, or that its shard had no room for it. */
export interface PutResult {
  readonly shardId: string;
  readonly sequenceNumber: string | undefined;
}

export interface Writer {
  /**
   * Puts records in order; resolves when they are on disk. With `isAllOrNothing`, one that does not fit refuses all of them.
   * @throws AwsError InvalidArgumentException, ValidationException
   */
  put(stream: Stream, records: readonly NewRecord[], isAllOrNothing?: boolean): Promise<readonly PutResult[]>;
}

const maxRecordBytes = 1024 ** 2;

const sizeOf = ({ data, partitionKey }: NewRecord): number => data.length + Buffer.byteLength(partitionKey);

/** @throws AwsError ValidationException */
const refuseRecord = (record: NewRecord): void => {
  const { length } = record.partitionKey;
  if (length < 1 || length > 256) {
    throw new AwsError(
      'ValidationException',
      `1 validation error detected: Value '${record.partitionKey}' at 'partitionKey' failed to satisfy constraint: Member must have length ${length < 1 ? 'greater than or equal to 1' : 'less than or equal to 256'}`,
    );
  }
  if (sizeOf(record) <= maxRecordBytes) return;
  throw new AwsError(
    'ValidationException',
    "1 validation error detected: Value at 'data' failed to satisfy constraint: Member must have length less than or equal to 1048576",
  );
};

interface Placed {
  readonly shard: Shard;
  readonly logged: LoggedRecord | undefined;
}

const resultOf = ({ shard, logged }: Placed): PutResult => ({
  shardId: shard.id,
  sequenceNumber: logged?.record.sequenceNumber,
});

export const createWriter = (store: ShardStore, throttle: Throttle, now: () => number): Writer => {
  const place = (stream: Stream, record: NewRecord, isAdmitted: (shard: string, bytes: number) => boolean): Placed => {
    const { data, partitionKey, explicitHashKey } = record;
    const shard = shardFor(
      stream,
      explicitHashKey === undefined ? hashKeyOf(partitionKey) : readHashKey(explicitHashKey),
    );
    const live = store.live(stream, shard);
    if (!isAdmitted(live.key, sizeOf(record))) return { shard, logged: undefined };
    const sequenceNumber = live.sequence.next(now());
    const placed: StreamRecord = { sequenceNumber, partitionKey, data, arrivedAt: arrivalOf(sequenceNumber) };
    return { shard, logged: { shard: live.key, record: placed } };
  };
  return {
    put: async (stream, records, isAllOrNothing = false) => {
      for (const record of records) {
        refuseRecord(record);
        if (record.explicitHashKey !== undefined) readHashKey(record.explicitHashKey);
      }
      const placed = records.map((record) =>
        place(stream, record, (shard, bytes) => throttle.admitsWrite(stream, shard, bytes)),
      );
      const logged = placed.flatMap((each) => (each.logged === undefined ? [] : [each.logged]));
      const isRefused = isAllOrNothing && logged.length < records.length;
      if (logged.length > 0 && !isRefused) await store.log.append(logged);
      return isRefused
        ? placed.map(({ shard }) => ({ shardId: shard.id, sequenceNumber: undefined }))
        : placed.map(resultOf);
    },
  };
};

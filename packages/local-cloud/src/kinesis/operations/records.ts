import type { GetRecordsInput, GetShardIteratorInput } from '@aws-sdk/client-kinesis';
import { AwsError } from '../../kernel/aws-error.ts';
import { operation } from '../../kernel/operation.ts';
import type { ShardPosition, StreamRecord } from '../../ports/kinesis.ts';
import { shardOf } from '../reader.ts';
import { shardKey } from '../record-log.ts';
import { readIterator, writeIterator } from '../shard-iterator.ts';
import type { KinesisState } from '../state.ts';
import type { Stream } from '../stream.ts';
import { referredStream, type StreamReference } from '../stream-reference.ts';
import { throughputExceeded } from '../throttle.ts';
import type { NewRecord, PutResult } from '../writer.ts';

/** A record on the wire: the data in base64. */
interface WireRecord {
  readonly Data?: string;
  readonly PartitionKey?: string;
  readonly ExplicitHashKey?: string;
}

interface PutRecordInput extends StreamReference, WireRecord {
  readonly SequenceNumberForOrdering?: string;
}

interface PutRecordsInput extends StreamReference {
  readonly Records?: readonly WireRecord[];
}

const invalid = (message: string) => new AwsError('ValidationException', `1 validation error detected: ${message}`);

const readRecord = ({ Data, PartitionKey, ExplicitHashKey }: WireRecord): NewRecord => {
  if (Data === undefined) throw invalid("Value null at 'data' failed to satisfy constraint: Member must not be null");
  if (PartitionKey === undefined) {
    throw invalid("Value null at 'partitionKey' failed to satisfy constraint: Member must not be null");
  }
  return { data: Buffer.from(Data, 'base64'), partitionKey: PartitionKey, explicitHashKey: ExplicitHashKey };
};

const encryption = ({ kmsKeyId }: Stream) => (kmsKeyId === undefined ? {} : { EncryptionType: 'KMS' });

/**
 * SequenceNumberForOrdering asks that this record be behind that one. Records of a shard always are in order of their puts.
 * Source: https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecord.html
 */
const putRecord = async ({ streams, writer, accountId }: KinesisState, input: PutRecordInput) => {
  const stream = referredStream(streams, input);
  const [result] = await writer.put(stream, [readRecord(input)]);
  if (result?.sequenceNumber === undefined) throw throughputExceeded(stream, result?.shardId ?? '', accountId);
  return { ShardId: result.shardId, SequenceNumber: result.sequenceNumber, ...encryption(stream) };
};

const maxRequestBytes = 10 * 1024 ** 2;

const refuseBatch = (records: readonly WireRecord[]): void => {
  if (records.length < 1 || records.length > 500) {
    throw invalid(
      `Value at 'records' failed to satisfy constraint: Member must have length ${records.length < 1 ? 'greater than or equal to 1' : 'less than or equal to 500'}`,
    );
  }
};

const refuseLargeBatch = (records: readonly NewRecord[]): void => {
  const bytes = records.reduce((sum, { data, partitionKey }) => sum + data.length + partitionKey.length, 0);
  if (bytes > maxRequestBytes) {
    throw new AwsError('InvalidArgumentException', 'Records size exceeds 10 MB limit');
  }
};

const entryOf = (stream: Stream, { shardId, sequenceNumber }: PutResult, accountId: string) =>
  sequenceNumber === undefined
    ? {
        ErrorCode: 'ProvisionedThroughputExceededException',
        ErrorMessage: throughputExceeded(stream, shardId, accountId).message,
      }
    : { ShardId: shardId, SequenceNumber: sequenceNumber };

const putRecords = async ({ streams, writer, accountId }: KinesisState, input: PutRecordsInput) => {
  const stream = referredStream(streams, input);
  const { Records = [] } = input;
  refuseBatch(Records);
  const records = Records.map(readRecord);
  refuseLargeBatch(records);
  const results = await writer.put(stream, records);
  return {
    FailedRecordCount: results.filter(({ sequenceNumber }) => sequenceNumber === undefined).length,
    Records: results.map((result) => entryOf(stream, result, accountId)),
    ...encryption(stream),
  };
};

/** The number just below, so that reading behind it begins with `sequenceNumber` itself. */
const justBelow = (sequenceNumber: string): string =>
  String(BigInt(sequenceNumber) - 1n).padStart(sequenceNumber.length, '0');

const startingNumber = ({ StartingSequenceNumber: number }: GetShardIteratorInput): string => {
  if (number !== undefined && /^\d{56}$/.test(number)) return number;
  throw new AwsError(
    'InvalidArgumentException',
    `StartingSequenceNumber ${number} used in GetShardIterator is invalid.`,
  );
};

const positionOf = (input: GetShardIteratorInput, nowMs: number): ShardPosition => {
  switch (input.ShardIteratorType) {
    case 'AT_SEQUENCE_NUMBER':
      return { after: justBelow(startingNumber(input)) };
    case 'AFTER_SEQUENCE_NUMBER':
      return { after: startingNumber(input) };
    case 'AT_TIMESTAMP': {
      const at = Number(input.Timestamp) * 1000;
      if (Number.isFinite(at) && at <= nowMs) return { at };
      throw new AwsError(
        'InvalidArgumentException',
        'The timestampInMillis parameter cannot be greater than the currentTimestampInMillis.',
      );
    }
    case 'TRIM_HORIZON':
    case 'LATEST':
      return { from: input.ShardIteratorType };
    default:
      throw invalid(
        `Value '${input.ShardIteratorType}' at 'shardIteratorType' failed to satisfy constraint: Member must satisfy enum value set: [AFTER_SEQUENCE_NUMBER, LATEST, AT_TIMESTAMP, AT_SEQUENCE_NUMBER, TRIM_HORIZON]`,
      );
  }
};

const getShardIterator = ({ streams, reader, now }: KinesisState, input: GetShardIteratorInput) => {
  const stream = referredStream(streams, input);
  const { id } = shardOf(stream, input.ShardId ?? '');
  const after = reader.resolve(stream, id, positionOf(input, now()));
  return { ShardIterator: writeIterator({ stream: stream.name, shardId: id, after, madeAt: now() }) };
};

const recordAnswer = (stream: Stream, { sequenceNumber, arrivedAt, data, partitionKey }: StreamRecord) => ({
  SequenceNumber: sequenceNumber,
  ApproximateArrivalTimestamp: arrivedAt / 1000,
  Data: Buffer.from(data).toString('base64'),
  PartitionKey: partitionKey,
  ...encryption(stream),
});

const getRecords = ({ streams, reader, throttle, now }: KinesisState, input: GetRecordsInput) => {
  const limit = input.Limit ?? 10_000;
  if (limit < 1 || limit > 10_000) {
    throw invalid(
      `Value '${limit}' at 'limit' failed to satisfy constraint: Member must have value ${limit < 1 ? 'greater than or equal to 1' : 'less than or equal to 10000'}`,
    );
  }
  const { stream: name, shardId, after } = readIterator(input.ShardIterator ?? '', now());
  const stream = streams.get(name);
  throttle.admitRead(stream, shardId, shardKey(stream, shardId));
  const { records, next, millisBehindLatest } = reader.read(stream, shardId, { after }, limit);
  const reached = next !== undefined && 'after' in next ? next.after : after;
  return {
    Records: records.map((record) => recordAnswer(stream, record)),
    NextShardIterator: writeIterator({ stream: name, shardId, after: reached, madeAt: now() }),
    MillisBehindLatest: millisBehindLatest,
  };
};

const reference = ['StreamName', 'StreamARN'] as const;

/** The operations that put and get records. */
export const recordOperations = (state: KinesisState) => ({
  PutRecord: operation<PutRecordInput, unknown>(
    [...reference, 'Data', 'PartitionKey', 'ExplicitHashKey', 'SequenceNumberForOrdering'],
    (input) => putRecord(state, input),
  ),
  PutRecords: operation<PutRecordsInput, unknown>([...reference, 'Records'], (input) => putRecords(state, input)),
  GetShardIterator: operation<GetShardIteratorInput, unknown>(
    [...reference, 'ShardId', 'ShardIteratorType', 'StartingSequenceNumber', 'Timestamp'],
    (input) => getShardIterator(state, input),
  ),
  // StreamARN only leads a request to its endpoint; the iterator says which stream it is.
  GetRecords: operation<GetRecordsInput, unknown>(['ShardIterator', 'Limit', 'StreamARN'], (input) =>
    getRecords(state, input),
  ),
});

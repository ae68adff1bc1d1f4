import type {
  DescribeStreamInput,
  DescribeStreamSummaryInput,
  ListShardsInput,
  ListStreamsInput,
} from '@aws-sdk/client-kinesis';
import { AwsError, UnsupportedError } from '../../kernel/aws-error.ts';
import { operation } from '../../kernel/operation.ts';
import { sequenceAt, sequencePrefix } from '../sequence.ts';
import type { KinesisState } from '../state.ts';
import { decimalHash, type Shard, type Stream } from '../stream.ts';
import { referredStream } from '../stream-reference.ts';

const shardAnswer = (stream: Stream, { id, index, startHash, endHash }: Shard) => ({
  ShardId: id,
  HashKeyRange: { StartingHashKey: decimalHash(startHash), EndingHashKey: decimalHash(endHash) },
  SequenceNumberRange: {
    StartingSequenceNumber: sequenceAt(sequencePrefix(stream.createdAt, index), stream.createdAt),
  },
});

const encryptionAnswer = ({ kmsKeyId }: Stream) =>
  kmsKeyId === undefined ? { EncryptionType: 'NONE' } : { EncryptionType: 'KMS', KeyId: kmsKeyId };

const streamAnswer = (stream: Stream) => ({
  StreamName: stream.name,
  StreamARN: stream.arn,
  StreamStatus: 'ACTIVE',
  StreamModeDetails: { StreamMode: stream.mode },
  StreamCreationTimestamp: stream.createdAt / 1000,
});

const commonAnswer = (stream: Stream) => ({
  ...streamAnswer(stream),
  RetentionPeriodHours: stream.retentionHours,
  EnhancedMonitoring: [{ ShardLevelMetrics: [] }],
  ...encryptionAnswer(stream),
});

const describeStream = ({ streams }: KinesisState, input: DescribeStreamInput) => {
  const stream = referredStream(streams, input);
  const rest = stream.shards.filter(({ id }) => id > (input.ExclusiveStartShardId ?? ''));
  const page = rest.slice(0, input.Limit ?? 100);
  return {
    StreamDescription: {
      ...commonAnswer(stream),
      Shards: page.map((shard) => shardAnswer(stream, shard)),
      HasMoreShards: rest.length > page.length,
    },
  };
};

const describeSummary = ({ streams }: KinesisState, input: DescribeStreamSummaryInput) => {
  const stream = referredStream(streams, input);
  return {
    StreamDescriptionSummary: {
      ...commonAnswer(stream),
      OpenShardCount: stream.shards.length,
      ConsumerCount: 0,
      MaxRecordSizeInKiB: 1024,
    },
  };
};

const listStreams = ({ streams }: KinesisState, input: ListStreamsInput) => {
  const after = input.NextToken ?? input.ExclusiveStartStreamName ?? '';
  const rest = streams.list().filter(({ name }) => name > after);
  const page = rest.slice(0, input.Limit ?? 100);
  const hasMore = rest.length > page.length;
  return {
    StreamNames: page.map(({ name }) => name),
    StreamSummaries: page.map(streamAnswer),
    HasMoreStreams: hasMore,
    ...(hasMore ? { NextToken: page.at(-1)?.name } : {}),
  };
};

/** Where a page of shards goes on: the stream, and the shard that was last. */
const readShardToken = (token: string): { StreamName: string; after: string } => {
  const [name = '', after = ''] = Buffer.from(token, 'base64url').toString('utf8').split('\n');
  return { StreamName: name, after };
};

/** Shards are never split or merged here, so each was open at any time, and a filter by time leaves them all. */
const filterStart = ({ ShardFilter: filter, ExclusiveStartShardId: after = '' }: ListShardsInput): string => {
  if (filter === undefined) return after;
  if (filter.Type === 'AFTER_SHARD_ID') return filter.ShardId ?? '';
  const timeless = ['AT_TRIM_HORIZON', 'FROM_TRIM_HORIZON', 'AT_LATEST', 'AT_TIMESTAMP', 'FROM_TIMESTAMP'];
  if (timeless.includes(filter.Type ?? '')) return after;
  throw new AwsError('InvalidArgumentException', `Invalid ShardFilter type ${filter.Type}`);
};

const listShards = ({ streams }: KinesisState, input: ListShardsInput) => {
  const token = input.NextToken === undefined ? undefined : readShardToken(input.NextToken);
  const stream = referredStream(streams, token ?? input);
  const createdAt = input.StreamCreationTimestamp;
  if (createdAt !== undefined && Number(createdAt) !== stream.createdAt / 1000) {
    throw new UnsupportedError('a StreamCreationTimestamp other than that of the stream that exists');
  }
  const rest = stream.shards.filter(({ id }) => id > (token?.after ?? filterStart(input)));
  const page = rest.slice(0, input.MaxResults ?? 1000);
  const last = page.at(-1);
  const next =
    rest.length > page.length && last !== undefined
      ? { NextToken: Buffer.from(`${stream.name}\n${last.id}`).toString('base64url') }
      : {};
  return { Shards: page.map((shard) => shardAnswer(stream, shard)), ...next };
};

const reference = ['StreamName', 'StreamARN'] as const;

/** The operations that tell what streams and shards there are. */
export const describeOperations = (state: KinesisState) => ({
  DescribeStream: operation<DescribeStreamInput, unknown>([...reference, 'Limit', 'ExclusiveStartShardId'], (input) =>
    describeStream(state, input),
  ),
  DescribeStreamSummary: operation<DescribeStreamSummaryInput, unknown>(reference, (input) =>
    describeSummary(state, input),
  ),
  ListStreams: operation<ListStreamsInput, unknown>(['Limit', 'ExclusiveStartStreamName', 'NextToken'], (input) =>
    listStreams(state, input),
  ),
  ListShards: operation<ListShardsInput, unknown>(
    [...reference, 'NextToken', 'ExclusiveStartShardId', 'MaxResults', 'StreamCreationTimestamp', 'ShardFilter'],
    (input) => listShards(state, input),
  ),
});

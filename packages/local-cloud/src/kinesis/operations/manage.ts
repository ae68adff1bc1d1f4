import type {
  AddTagsToStreamInput,
  CreateStreamInput,
  DeleteStreamInput,
  IncreaseStreamRetentionPeriodInput,
  ListTagsForStreamInput,
  RemoveTagsFromStreamInput,
  StartStreamEncryptionInput,
  UpdateStreamModeInput,
} from '@aws-sdk/client-kinesis';
import { AwsError } from '../../kernel/aws-error.ts';
import { operation } from '../../kernel/operation.ts';
import { deleteStream, type KinesisState } from '../state.ts';
import { referredStream } from '../stream-reference.ts';

const invalidArgument = (message: string) => new AwsError('InvalidArgumentException', message);

const createStream = (
  { streams }: KinesisState,
  { StreamName = '', StreamModeDetails, ShardCount, Tags }: CreateStreamInput,
) => {
  const mode = StreamModeDetails?.StreamMode ?? 'PROVISIONED';
  if (mode === 'PROVISIONED' && (ShardCount === undefined || ShardCount < 1)) {
    throw new AwsError(
      'ValidationException',
      'ShardCount must be provided for a stream of PROVISIONED mode and be at least 1.',
    );
  }
  if (mode === 'ON_DEMAND' && ShardCount !== undefined) {
    throw new AwsError('ValidationException', 'ShardCount must not be provided for a stream of ON_DEMAND mode.');
  }
  streams.create({ name: StreamName, mode, shardCount: ShardCount, tags: Tags });
};

type Direction = 'Increase' | 'Decrease';

/** Source: https://docs.aws.amazon.com/streams/latest/dev/kinesis-extended-retention.html: 24 hours to 365 days */
const changeRetention = (
  { streams }: KinesisState,
  input: IncreaseStreamRetentionPeriodInput,
  direction: Direction,
) => {
  const stream = referredStream(streams, input);
  const hours = input.RetentionPeriodHours ?? 0;
  if (hours < 24 || hours > 8760) {
    throw invalidArgument(
      `Minimum allowed retention period is 24 hours. Maximum allowed retention period is 8760 hours. Requested: ${hours} hours.`,
    );
  }
  const isWrongWay = direction === 'Increase' ? hours < stream.retentionHours : hours > stream.retentionHours;
  if (isWrongWay) {
    throw invalidArgument(
      `Requested retention period (${hours} hours) for stream ${stream.name} can not be ${direction === 'Increase' ? 'shorter' : 'longer'} than existing retention period (${stream.retentionHours} hours). Use ${direction === 'Increase' ? 'Decrease' : 'Increase'}RetentionPeriod API.`,
    );
  }
  streams.change(stream.name, { retentionHours: hours });
};

const startEncryption = ({ streams }: KinesisState, input: StartStreamEncryptionInput) => {
  const stream = referredStream(streams, input);
  if (input.EncryptionType !== 'KMS') throw invalidArgument('EncryptionType must be KMS');
  if (input.KeyId === undefined || input.KeyId === '') throw invalidArgument('KeyId must not be empty');
  streams.change(stream.name, { kmsKeyId: input.KeyId });
};

const addTags = ({ streams }: KinesisState, input: AddTagsToStreamInput) => {
  const stream = referredStream(streams, input);
  const tags = { ...stream.tags, ...input.Tags };
  if (Object.keys(tags).length > 50)
    throw invalidArgument('Failed to add tags to stream, the limit of 50 tags is exceeded.');
  streams.change(stream.name, { tags });
};

const removeTags = ({ streams }: KinesisState, input: RemoveTagsFromStreamInput) => {
  const stream = referredStream(streams, input);
  const gone = new Set(input.TagKeys);
  streams.change(stream.name, {
    tags: Object.fromEntries(Object.entries(stream.tags).filter(([key]) => !gone.has(key))),
  });
};

const listTags = ({ streams }: KinesisState, input: ListTagsForStreamInput) => {
  const rest = Object.entries(referredStream(streams, input).tags)
    .filter(([key]) => key > (input.ExclusiveStartTagKey ?? ''))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const page = rest.slice(0, input.Limit ?? 50);
  return { Tags: page.map(([Key, Value]) => ({ Key, Value })), HasMoreTags: rest.length > page.length };
};

const updateMode = ({ streams }: KinesisState, input: UpdateStreamModeInput) => {
  const stream = referredStream(streams, input);
  const mode = input.StreamModeDetails?.StreamMode;
  if (mode === undefined) throw invalidArgument('StreamModeDetails must be provided');
  // The shards stay as they are, as on AWS.
  streams.change(stream.name, { mode });
};

const reference = ['StreamName', 'StreamARN'] as const;

/** The operations that make, change and remove streams. */
export const manageOperations = (state: KinesisState) => ({
  CreateStream: operation<CreateStreamInput, unknown>(
    ['StreamName', 'ShardCount', 'StreamModeDetails', 'Tags'],
    (input) => createStream(state, input),
  ),
  // EnforceConsumerDeletion concerns registered consumers, of which there can be none.
  DeleteStream: operation<DeleteStreamInput, unknown>([...reference, 'EnforceConsumerDeletion'], (input) =>
    deleteStream(state, referredStream(state.streams, input).name),
  ),
  IncreaseStreamRetentionPeriod: operation<IncreaseStreamRetentionPeriodInput, unknown>(
    [...reference, 'RetentionPeriodHours'],
    (input) => changeRetention(state, input, 'Increase'),
  ),
  DecreaseStreamRetentionPeriod: operation<IncreaseStreamRetentionPeriodInput, unknown>(
    [...reference, 'RetentionPeriodHours'],
    (input) => changeRetention(state, input, 'Decrease'),
  ),
  StartStreamEncryption: operation<StartStreamEncryptionInput, unknown>(
    [...reference, 'EncryptionType', 'KeyId'],
    (input) => startEncryption(state, input),
  ),
  StopStreamEncryption: operation<StartStreamEncryptionInput, unknown>(
    [...reference, 'EncryptionType', 'KeyId'],
    (input) => void state.streams.change(referredStream(state.streams, input).name, { kmsKeyId: undefined }),
  ),
  AddTagsToStream: operation<AddTagsToStreamInput, unknown>([...reference, 'Tags'], (input) => addTags(state, input)),
  RemoveTagsFromStream: operation<RemoveTagsFromStreamInput, unknown>([...reference, 'TagKeys'], (input) =>
    removeTags(state, input),
  ),
  ListTagsForStream: operation<ListTagsForStreamInput, unknown>(
    [...reference, 'ExclusiveStartTagKey', 'Limit'],
    (input) => listTags(state, input),
  ),
  UpdateStreamMode: operation<UpdateStreamModeInput, unknown>(['StreamARN', 'StreamModeDetails'], (input) =>
    updateMode(state, input),
  ),
});

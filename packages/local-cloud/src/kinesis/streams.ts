import { AwsError } from '../kernel/aws-error.ts';
import type { CloudContext } from '../kernel/context.ts';
import type { Table } from '../kernel/table.ts';
import { equalShards, type Stream, type StreamMode } from './stream.ts';

export interface NewStream {
  readonly name: string;
  readonly mode: StreamMode;
  /** For PROVISIONED; ON_DEMAND begins with four. */
  readonly shardCount?: number | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/** The streams of the cloud, by name. */
export interface Streams {
  /** By name or ARN. @throws AwsError ResourceNotFoundException */
  get(nameOrArn: string): Stream;
  /** In order of name. */
  list(): readonly Stream[];
  /** @throws AwsError ResourceInUseException, ValidationException */
  create(stream: NewStream): Stream;
  /** @throws AwsError ResourceNotFoundException */
  change(name: string, change: Partial<Stream>): Stream;
  remove(name: string): void;
}

/** Source: https://docs.aws.amazon.com/streams/latest/dev/how-do-i-size-a-stream.html (on-demand capacity of a new stream) */
const onDemandShards = 4;

const nameIn = (nameOrArn: string): string => nameOrArn.slice(nameOrArn.lastIndexOf('/') + 1);

const refuseName = (name: string, table: Table<Stream>, accountId: string): void => {
  if (!/^[a-zA-Z0-9_.-]{1,128}$/.test(name)) {
    throw new AwsError(
      'ValidationException',
      `1 validation error detected: Value '${name}' at 'streamName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+`,
    );
  }
  if (table.has(name)) {
    throw new AwsError('ResourceInUseException', `Stream ${name} under account ${accountId} already exists.`);
  }
};

export const createStreams = ({ storage, clock, accountId, arn }: CloudContext): Streams => {
  const table = storage.table<Stream>('kinesis.streams');
  const get = (nameOrArn: string): Stream => {
    const name = nameIn(nameOrArn);
    const stream = table.get(name);
    if (stream !== undefined) return stream;
    throw new AwsError('ResourceNotFoundException', `Stream ${name} under account ${accountId} not found.`);
  };
  const put = (stream: Stream): Stream => {
    table.set(stream.name, stream);
    return stream;
  };
  return {
    get,
    list: () => [...table.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
    create: ({ name, mode, shardCount = 1, tags = {} }) => {
      refuseName(name, table, accountId);
      const shards = equalShards(mode === 'ON_DEMAND' ? onDemandShards : shardCount);
      return put({
        name,
        arn: arn('kinesis', `stream/${name}`),
        mode,
        createdAt: clock.now(),
        retentionHours: 24,
        shards,
        tags,
      });
    },
    change: (name, change) => put({ ...get(name), ...change }),
    remove: (name) => void table.delete(nameIn(name)),
  };
};

import type {
  CreateLogStreamCommandInput,
  DeleteLogStreamCommandInput,
  DescribeLogStreamsCommandInput,
} from '@aws-sdk/client-cloudwatch-logs';
import { AwsError } from '../../kernel/aws-error.ts';
import { operation } from '../../kernel/operation.ts';
import type { StoredStream } from '../event-store.ts';
import type { LogStore } from '../log-store.ts';
import { groupOf } from './group-of.ts';
import { pageOf } from './page.ts';

const checkStreamName = (name: string | undefined): string => {
  if (name !== undefined && /^[^:*]{1,512}$/.test(name)) return name;
  throw new AwsError(
    'InvalidParameterException',
    `1 validation error detected: Value '${name}' at 'logStreamName' failed to satisfy constraint: Member must satisfy regular expression pattern: [^:*]*`,
  );
};

const describe = (store: LogStore, groupName: string, stream: StoredStream) => ({
  logStreamName: stream.name,
  creationTime: stream.createdAt,
  ...(stream.lastEvent === null
    ? {}
    : {
        firstEventTimestamp: stream.firstEvent,
        lastEventTimestamp: stream.lastEvent,
        lastIngestionTime: stream.lastIngestion,
      }),
  arn: `${store.groupArn(groupName)}:log-stream:${stream.name}`,
  // AWS itself has reported 0 here since 2019.
  storedBytes: 0,
});

const byLastEvent = (a: StoredStream, b: StoredStream): number => (a.lastEvent ?? 0) - (b.lastEvent ?? 0);

/** Log streams. */
export const streamOperations = (store: LogStore) => ({
  CreateLogStream: operation<CreateLogStreamCommandInput, undefined>(
    ['logGroupName', 'logStreamName'],
    ({ logGroupName = '', logStreamName }) => {
      store.createStream(logGroupName, checkStreamName(logStreamName));
      return undefined;
    },
  ),
  DeleteLogStream: operation<DeleteLogStreamCommandInput, undefined>(
    ['logGroupName', 'logStreamName'],
    ({ logGroupName = '', logStreamName = '' }) => {
      const { id } = store.group(logGroupName);
      if (!store.events.hasStream(id, logStreamName)) {
        throw new AwsError('ResourceNotFoundException', 'The specified log stream does not exist.');
      }
      store.events.dropStream(id, logStreamName);
      return undefined;
    },
  ),
  DescribeLogStreams: operation<DescribeLogStreamsCommandInput, object>(
    ['logGroupName', 'logGroupIdentifier', 'logStreamNamePrefix', 'orderBy', 'descending', 'nextToken', 'limit'],
    (input) => {
      const group = groupOf(store, input);
      if (input.orderBy === 'LastEventTime' && input.logStreamNamePrefix !== undefined) {
        throw new AwsError('InvalidParameterException', 'Cannot order by LastEventTime with a logStreamNamePrefix.');
      }
      const found = store.events
        .streams(group.id)
        .filter(({ name }) => name.startsWith(input.logStreamNamePrefix ?? ''));
      const sorted = input.orderBy === 'LastEventTime' ? found.toSorted(byLastEvent) : found;
      const { items, next } = pageOf(
        input.descending === true ? sorted.toReversed() : sorted,
        input.nextToken,
        input.limit,
      );
      return { logStreams: items.map((stream) => describe(store, group.name, stream)), ...next };
    },
  ),
});

import type { PutLogEventsCommandInput } from '@aws-sdk/client-cloudwatch-logs';
import { AwsError } from '../../kernel/aws-error.ts';
import { operation } from '../../kernel/operation.ts';
import type { NewEvent } from '../event-store.ts';
import type { LogStore } from '../log-store.ts';

// https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html
const mostEvents = 10_000;
const mostBytes = 1_048_576;
const eventOverheadBytes = 26;
const hourMs = 3_600_000;
const oldestMs = 14 * 24 * hourMs;
const newestMs = 2 * hourMs;

const invalid = (message: string) => new AwsError('InvalidParameterException', message);

const checkBatch = (events: readonly NewEvent[]): void => {
  if (events.length === 0 || events.length > mostEvents) {
    throw invalid(
      `1 validation error detected: Value at 'logEvents' failed to satisfy constraint: Member must have length between 1 and ${mostEvents}`,
    );
  }
  const bytes = events.reduce((sum, { message }) => sum + Buffer.byteLength(message) + eventOverheadBytes, 0);
  if (bytes > mostBytes) throw invalid(`Upload too large: ${bytes} bytes exceeds limit of ${mostBytes}`);
  const isOrdered = events.every(
    (event, index) => index === 0 || (events[index - 1]?.timestamp ?? 0) <= event.timestamp,
  );
  if (!isOrdered) throw invalid('Log events in a single PutLogEvents request must be in chronological order.');
};

/** Events that are too old, expired or too new are left out, and the answer says which. */
const rejections = (events: readonly NewEvent[], now: number, expiry: number) => {
  const count = (isIn: (timestamp: number) => boolean) => events.filter(({ timestamp }) => isIn(timestamp)).length;
  const tooOld = count((timestamp) => timestamp < now - oldestMs);
  const expired = count((timestamp) => timestamp < expiry);
  const tooNew = count((timestamp) => timestamp > now + newestMs);
  const info = {
    ...(tooOld === 0 ? {} : { tooOldLogEventEndIndex: tooOld }),
    ...(expired === 0 ? {} : { expiredLogEventEndIndex: expired }),
    ...(tooNew === 0 ? {} : { tooNewLogEventStartIndex: events.length - tooNew }),
  };
  return { info, good: events.slice(Math.max(tooOld, expired), events.length - tooNew) };
};

/** Events written through the API: on disk before the answer. */
export const putEventsOperation = (store: LogStore) => ({
  PutLogEvents: operation<PutLogEventsCommandInput, object>(
    ['logGroupName', 'logStreamName', 'logEvents', 'sequenceToken'],
    ({ logGroupName = '', logStreamName = '', logEvents = [] }) => {
      const group = store.group(logGroupName);
      if (!store.events.hasStream(group.id, logStreamName)) {
        throw new AwsError('ResourceNotFoundException', 'The specified log stream does not exist.');
      }
      const events = logEvents.map(({ timestamp = 0, message = '' }) => ({ timestamp, message }));
      checkBatch(events);
      const { info, good } = rejections(events, store.context.clock.now(), store.expiry(group));
      store.append(group, logStreamName, good);
      store.events.flush();
      return Object.keys(info).length === 0 ? {} : { rejectedLogEventsInfo: info };
    },
  ),
});

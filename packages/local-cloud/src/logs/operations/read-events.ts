import type { FilterLogEventsCommandInput, GetLogEventsCommandInput } from '@aws-sdk/client-cloudwatch-logs';
import { AwsError } from '../../kernel/aws-error.ts';
import { operation } from '../../kernel/operation.ts';
import type { EventPosition, EventRange, StoredEvent } from '../event-store.ts';
import { compileFilter } from '../filter/filter-pattern.ts';
import type { LogStore } from '../log-store.ts';
import { groupOf } from './group-of.ts';

const mostEvents = 10_000;
const endOfTime = Number.MAX_SAFE_INTEGER;

const invalidToken = () => new AwsError('InvalidParameterException', 'The specified nextToken is invalid.');

const tokenOf = (direction: 'f' | 'b', { timestamp, id }: EventPosition): string => `${direction}/${timestamp}.${id}/s`;

const readToken = (token: string): { readonly direction: string; readonly position: EventPosition } => {
  const [, direction, timestamp, id] = /^([fb])\/(\d+)\.(-?\d+)\/s$/.exec(token) ?? [];
  if (direction === undefined) throw invalidToken();
  return { direction, position: { timestamp: Number(timestamp), id: Number(id) } };
};

const checkLimit = (limit = mostEvents): number => {
  if (Number.isInteger(limit) && limit >= 1 && limit <= mostEvents) return limit;
  throw new AwsError(
    'InvalidParameterException',
    `1 validation error detected: Value '${limit}' at 'limit' failed to satisfy constraint: Member must have value less than or equal to ${mostEvents}`,
  );
};

/** A page on from a token, or the first page from the head or the end of the stream. */
const rangeOf = (
  range: Omit<EventRange, 'after' | 'before'>,
  token: string | undefined,
  startFromHead: boolean,
): EventRange => {
  if (token === undefined) return { ...range, fromEnd: !startFromHead };
  const { direction, position } = readToken(token);
  return direction === 'f' ? { ...range, after: position } : { ...range, before: position, fromEnd: true };
};

/** The tokens around a page. At an end the token is the one that was given, by which a reader knows the end. */
const tokensAround = (events: readonly StoredEvent[], token: string | undefined) => {
  const [first, last] = [events[0], events.at(-1)];
  if (first === undefined || last === undefined) {
    const { position } = token === undefined ? { position: { timestamp: 0, id: 0 } } : readToken(token);
    return { nextForwardToken: tokenOf('f', position), nextBackwardToken: tokenOf('b', position) };
  }
  return { nextForwardToken: tokenOf('f', last), nextBackwardToken: tokenOf('b', first) };
};

const eventId = ({ timestamp, id }: EventPosition): string => `${timestamp}${String(id).padStart(20, '0')}`;

const streamsOf = (
  store: LogStore,
  groupId: number,
  { logStreamNames, logStreamNamePrefix }: FilterLogEventsCommandInput,
) => {
  if (logStreamNames !== undefined && logStreamNamePrefix !== undefined) {
    throw new AwsError(
      'InvalidParameterException',
      'Only one of logStreamNames or logStreamNamePrefix can be specified.',
    );
  }
  if (logStreamNamePrefix === undefined) return logStreamNames === undefined ? {} : { streams: logStreamNames };
  const names = store.events.streams(groupId).map(({ name }) => name);
  return { streams: names.filter((name) => name.startsWith(logStreamNamePrefix)) };
};

/** Reads on from `range` until enough events match or none are left. */
const search = (store: LogStore, range: EventRange, matches: (message: string) => boolean, limit: number) => {
  const found: StoredEvent[] = [];
  let next: EventRange = { ...range, limit: mostEvents };
  for (;;) {
    const events = store.events.read(next);
    for (const event of events) {
      if (found.length === limit) return { found, isMore: true };
      if (matches(event.message)) found.push(event);
    }
    const last = events.at(-1);
    if (last === undefined || events.length < mostEvents) return { found, isMore: false };
    next = { ...next, after: last };
  }
};

/** Reading log events. */
export const readEventsOperations = (store: LogStore) => ({
  GetLogEvents: operation<GetLogEventsCommandInput, object>(
    [
      'logGroupName',
      'logGroupIdentifier',
      'logStreamName',
      'startTime',
      'endTime',
      'nextToken',
      'limit',
      'startFromHead',
    ],
    (input) => {
      const group = groupOf(store, input);
      const { logStreamName = '', startTime = 0, endTime = endOfTime, nextToken, startFromHead = false } = input;
      if (!store.events.hasStream(group.id, logStreamName)) {
        throw new AwsError('ResourceNotFoundException', 'The specified log stream does not exist.');
      }
      const range = {
        groupId: group.id,
        streams: [logStreamName],
        from: Math.max(startTime, store.expiry(group)),
        to: endTime,
        limit: checkLimit(input.limit),
      };
      const events = store.events.read(rangeOf(range, nextToken, startFromHead));
      return {
        events: events.map(({ timestamp, message, ingestedAt }) => ({ timestamp, message, ingestionTime: ingestedAt })),
        ...tokensAround(events, nextToken),
      };
    },
  ),
  FilterLogEvents: operation<FilterLogEventsCommandInput, object>(
    [
      'logGroupName',
      'logGroupIdentifier',
      'logStreamNames',
      'logStreamNamePrefix',
      'startTime',
      'endTime',
      'filterPattern',
      'nextToken',
      'limit',
      'interleaved',
    ],
    (input) => {
      const group = groupOf(store, input);
      const { startTime = 0, endTime = endOfTime, filterPattern = '', nextToken } = input;
      const limit = checkLimit(input.limit);
      const range = {
        groupId: group.id,
        ...streamsOf(store, group.id, input),
        from: Math.max(startTime, store.expiry(group)),
        // Here the end is inclusive, unlike in GetLogEvents.
        to: endTime + 1,
        limit,
        ...(nextToken === undefined ? {} : { after: readToken(nextToken).position }),
      };
      const { found, isMore } = search(store, range, compileFilter(filterPattern), limit);
      const last = found.at(-1);
      return {
        events: found.map((event) => ({
          logStreamName: event.streamName,
          timestamp: event.timestamp,
          message: event.message,
          ingestionTime: event.ingestedAt,
          eventId: eventId(event),
        })),
        searchedLogStreams: [],
        ...(isMore && last !== undefined ? { nextToken: tokenOf('f', last) } : {}),
      };
    },
  ),
});

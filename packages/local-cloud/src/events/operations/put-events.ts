import type { PutEventsRequest, PutEventsRequestEntry, PutEventsResultEntry } from '@aws-sdk/client-eventbridge';
import { AwsError, UnsupportedError } from '../../kernel/aws-error.ts';
import type { CloudContext } from '../../kernel/context.ts';
import { type Operation, operation } from '../../kernel/operation.ts';
import type { EventEnvelope } from '../event.ts';
import { isObject } from '../pattern/matcher.ts';
import { envelope, type Publish } from '../publish.ts';
import type { EventsState } from '../state.ts';
import { constraintError, validationError } from './validation.ts';

const maxEntries = 10;
/** 1 MiB since January 2026. Source: https://aws.amazon.com/blogs/compute/more-room-to-build-serverless-services-now-support-payloads-up-to-1-mb */
const maxBytes = 1_048_576;

class EntryError extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html#eb-putevent-size */
const sizeOf = ({ Time, Source = '', DetailType = '', Detail = '', Resources = [] }: PutEventsRequestEntry): number =>
  [Source, DetailType, Detail, ...Resources].reduce(
    (sum, text) => sum + Buffer.byteLength(text),
    Time === undefined ? 0 : 14,
  );

const required = (value: string | undefined, name: string): string => {
  if (value !== undefined && value !== '') return value;
  throw new EntryError('InvalidArgument', `Parameter ${name} is not valid. Reason: ${name} is a required argument.`);
};

const readDetail = (text: string): unknown => {
  let detail: unknown;
  try {
    detail = JSON.parse(text);
  } catch {
    detail = undefined;
  }
  if (!isObject(detail)) throw new EntryError('MalformedDetail', 'Detail is malformed.');
  return detail;
};

const readTime = (time: unknown): { time?: number } => (typeof time === 'number' ? { time: time * 1000 } : {});

const readEntry = (entry: PutEventsRequestEntry, state: EventsState, context: CloudContext) => {
  if (entry.TraceHeader !== undefined) throw new UnsupportedError('the member TraceHeader of PutEvents');
  const source = required(entry.Source, 'Source');
  const detailType = required(entry.DetailType, 'DetailType');
  const detail = readDetail(required(entry.Detail, 'Detail'));
  if (source.startsWith('aws.')) {
    throw new EntryError('NotAuthorizedForSourceException', 'Not authorized for the source.');
  }
  try {
    const bus = state.bus(entry.EventBusName).name;
    const event = envelope(
      { source, detailType, detail, resources: entry.Resources ?? [], ...readTime(entry.Time) },
      context,
    );
    return { bus, event };
  } catch (error) {
    if (error instanceof AwsError) throw new EntryError(error.code, error.message);
    throw error;
  }
};

/** PutEvents: each entry stands for itself; those that are accepted are queued durably before the answer. */
export const putEventsOperation = (state: EventsState, publish: Publish, context: CloudContext): Operation =>
  operation(['Entries'], ({ Entries = [] }: PutEventsRequest) => {
    if (Entries.length === 0) throw constraintError('[]', 'entries', 'have length greater than or equal to 1');
    if (Entries.length > maxEntries) throw constraintError('[...]', 'entries', 'have length less than or equal to 10');
    if (Entries.reduce((sum, entry) => sum + sizeOf(entry), 0) > maxBytes) {
      throw validationError('Total size of the entries in the request is over the limit.');
    }
    const accepted: { bus: string; event: EventEnvelope }[] = [];
    const results = Entries.map((entry): PutEventsResultEntry => {
      try {
        const read = readEntry(entry, state, context);
        accepted.push(read);
        return { EventId: read.event.id };
      } catch (error) {
        if (!(error instanceof EntryError)) throw error;
        return { ErrorCode: error.code, ErrorMessage: error.message };
      }
    });
    publish(accepted);
    return { FailedEntryCount: Entries.length - accepted.length, Entries: results };
  });

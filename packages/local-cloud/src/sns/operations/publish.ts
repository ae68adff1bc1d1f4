import { AwsError, UnsupportedError } from '../../kernel/aws-error.ts';
import { operation } from '../../kernel/operation.ts';
import { type NewNotification, type Publish, sizeOf } from '../publish.ts';
import { invalidParameter } from '../sns-error.ts';
import type { Attributes } from '../topic.ts';

interface Entry {
  readonly Id?: string;
  readonly Message?: string;
  readonly Subject?: string;
  readonly MessageStructure?: string;
  readonly MessageAttributes?: Attributes;
}

const members = ['Message', 'Subject', 'MessageStructure', 'MessageAttributes'] as const;

const readEntry = ({ Message = '', Subject, MessageStructure, MessageAttributes }: Entry): NewNotification => ({
  message: Message,
  subject: Subject,
  structure: MessageStructure,
  attributes: MessageAttributes || undefined,
});

const batchErrors = {
  EmptyBatchRequest: "The batch request doesn't contain any entries.",
  TooManyEntriesInBatchRequest: 'The batch request contains more entries than permissible.',
  BatchEntryIdsNotDistinct: 'Two or more batch entries in the request have the same Id.',
  BatchRequestTooLong: 'The length of all the batch messages put together is more than the limit.',
} as const;

const batchError = (code: keyof typeof batchErrors) => new AwsError(code, batchErrors[code]);

const refuseBatch = (entries: readonly Entry[]): void => {
  if (entries.length === 0) throw batchError('EmptyBatchRequest');
  if (entries.length > 10) throw batchError('TooManyEntriesInBatchRequest');
  if (new Set(entries.map(({ Id }) => Id)).size < entries.length) throw batchError('BatchEntryIdsNotDistinct');
  if (entries.reduce((sum, entry) => sum + sizeOf(readEntry(entry)), 0) > 262_144)
    throw batchError('BatchRequestTooLong');
  for (const entry of entries) {
    const stranger = Object.keys(entry).find((name) => name !== 'Id' && !(members as readonly string[]).includes(name));
    if (stranger !== undefined) throw new UnsupportedError(`the member ${stranger} of an entry of PublishBatch`);
  }
};

const publishBatch = async (publish: Publish, topicArn: string, entries: readonly Entry[]) => {
  refuseBatch(entries);
  const Failed: object[] = [];
  const Successful: object[] = [];
  for (const entry of entries) {
    try {
      Successful.push({ Id: entry.Id, MessageId: (await publish(topicArn, readEntry(entry))).messageId });
    } catch (error) {
      if (!(error instanceof AwsError) || error.code === 'NotFound') throw error;
      Failed.push({ Id: entry.Id, Code: error.code, Message: error.message, SenderFault: error.status < 500 });
    }
  }
  return { Successful, Failed };
};

/** The operations that publish. */
export const publishOperations = (publish: Publish) => ({
  Publish: operation<Entry & { TopicArn?: string; TargetArn?: string }, unknown>(
    ['TopicArn', 'TargetArn', ...members],
    async (input) => {
      const topicArn = input.TopicArn ?? input.TargetArn;
      if (topicArn === undefined)
        throw invalidParameter('TopicArn or TargetArn Reason: no value for required parameter');
      return { MessageId: (await publish(topicArn, readEntry(input))).messageId };
    },
  ),
  PublishBatch: operation<{ TopicArn: string; PublishBatchRequestEntries?: readonly Entry[] }, unknown>(
    ['TopicArn', 'PublishBatchRequestEntries'],
    ({ TopicArn, PublishBatchRequestEntries }) => publishBatch(publish, TopicArn, PublishBatchRequestEntries || []),
  ),
});

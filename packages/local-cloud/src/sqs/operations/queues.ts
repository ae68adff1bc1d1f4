import { AwsError } from '../../kernel/aws-error.ts';
import { operation } from '../../kernel/operation.ts';
import { type Queue, queueKey, redrivePolicyOf } from '../queue.ts';
import { queueAttributes } from '../queue-answer.ts';
import { queueDoesNotExist } from '../sqs-error.ts';
import type { SqsState } from '../state.ts';

type Attributes = Readonly<Record<string, string>>;

interface Page {
  readonly NextToken?: string;
  readonly MaxResults?: number;
}

/** Without MaxResults up to 1,000 are answered, and no token. */
const pageOf = (queues: readonly Queue[], { NextToken = '', MaxResults }: Page, urlOf: (queue: Queue) => string) => {
  const after = Buffer.from(NextToken, 'base64url').toString('utf8');
  const rest = queues.filter(({ name }) => name > after);
  const page = rest.slice(0, MaxResults ?? 1000);
  const last = page.at(-1);
  const hasMore = MaxResults !== undefined && rest.length > page.length && last !== undefined;
  return { urls: page.map(urlOf), ...(hasMore ? { NextToken: Buffer.from(last.name).toString('base64url') } : {}) };
};

/** A queue may be purged once in 60 seconds. */
const createPurge = ({ context, queues, broker }: SqsState) => {
  const purgedAt = new Map<string, number>();
  return (url: string): void => {
    const queue = queues.get(url);
    const now = context.clock.now();
    if (now - (purgedAt.get(queueKey(queue)) ?? 0) < 60_000) {
      throw new AwsError(
        'PurgeQueueInProgress',
        `Only one PurgeQueue operation on ${queue.name} is allowed every 60 seconds.`,
        { status: 403 },
      );
    }
    purgedAt.set(queueKey(queue), now);
    broker.purge(queue);
  };
};

const untagged = (tags: Attributes, keys: readonly string[]): Attributes =>
  Object.fromEntries(Object.entries(tags).filter(([key]) => !keys.includes(key)));

/** The operations that make, change, list and remove queues. */
export const queueOperations = (state: SqsState) => {
  const { queues, broker, context } = state;
  const purge = createPurge(state);
  return {
    CreateQueue: operation<{ QueueName: string; Attributes?: Attributes; tags?: Attributes }, unknown>(
      ['QueueName', 'Attributes', 'tags'],
      ({ QueueName = '', Attributes = {}, tags }) => ({
        QueueUrl: queues.urlOf(queues.create(QueueName, Attributes, tags)),
      }),
    ),
    DeleteQueue: operation<{ QueueUrl: string }, unknown>(['QueueUrl'], ({ QueueUrl }) => {
      const queue = queues.get(QueueUrl);
      queues.remove(queue);
      broker.drop(queue);
    }),
    GetQueueUrl: operation<{ QueueName: string; QueueOwnerAWSAccountId?: string }, unknown>(
      ['QueueName', 'QueueOwnerAWSAccountId'],
      ({ QueueName = '', QueueOwnerAWSAccountId = context.accountId }) => {
        if (QueueOwnerAWSAccountId !== context.accountId) throw queueDoesNotExist();
        return { QueueUrl: queues.urlOf(queues.get(QueueName)) };
      },
    ),
    ListQueues: operation<Page & { QueueNamePrefix?: string }, unknown>(
      ['QueueNamePrefix', 'NextToken', 'MaxResults'],
      (input) => {
        const named = queues.list().filter(({ name }) => name.startsWith(input.QueueNamePrefix ?? ''));
        const { urls, ...token } = pageOf(named, input, queues.urlOf);
        return { ...(urls.length > 0 ? { QueueUrls: urls } : {}), ...token };
      },
    ),
    ListDeadLetterSourceQueues: operation<Page & { QueueUrl: string }, unknown>(
      ['QueueUrl', 'NextToken', 'MaxResults'],
      (input) => {
        const target = queues.get(input.QueueUrl);
        const sources = queues.list().filter((queue) => redrivePolicyOf(queue)?.deadLetterTargetArn === target.arn);
        const { urls, ...token } = pageOf(sources, input, queues.urlOf);
        return { queueUrls: urls, ...token };
      },
    ),
    GetQueueAttributes: operation<{ QueueUrl: string; AttributeNames?: readonly string[] }, unknown>(
      ['QueueUrl', 'AttributeNames'],
      ({ QueueUrl, AttributeNames = [] }) => {
        const Attributes = queueAttributes(broker, queues.get(QueueUrl), AttributeNames);
        return Object.keys(Attributes).length > 0 ? { Attributes } : {};
      },
    ),
    SetQueueAttributes: operation<{ QueueUrl: string; Attributes?: Attributes }, unknown>(
      ['QueueUrl', 'Attributes'],
      ({ QueueUrl, Attributes = {} }) => void queues.setAttributes(queues.get(QueueUrl), Attributes),
    ),
    PurgeQueue: operation<{ QueueUrl: string }, unknown>(['QueueUrl'], async ({ QueueUrl }) => {
      purge(QueueUrl);
      await broker.written();
    }),
    ListQueueTags: operation<{ QueueUrl: string }, unknown>(['QueueUrl'], ({ QueueUrl }) => {
      const { tags } = queues.get(QueueUrl);
      return Object.keys(tags).length > 0 ? { Tags: tags } : {};
    }),
    TagQueue: operation<{ QueueUrl: string; Tags?: Attributes }, unknown>(
      ['QueueUrl', 'Tags'],
      ({ QueueUrl, Tags = {} }) => {
        const queue = queues.get(QueueUrl);
        queues.setTags(queue, { ...queue.tags, ...Tags });
      },
    ),
    UntagQueue: operation<{ QueueUrl: string; TagKeys?: readonly string[] }, unknown>(
      ['QueueUrl', 'TagKeys'],
      ({ QueueUrl, TagKeys = [] }) => {
        const queue = queues.get(QueueUrl);
        queues.setTags(queue, untagged(queue.tags, TagKeys));
      },
    ),
  };
};

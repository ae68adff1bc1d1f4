import { UnsupportedError } from '../../kernel/aws-error.ts';
import { operation } from '../../kernel/operation.ts';
import { pageOf } from '../page.ts';
import type { Topic } from '../topic.ts';
import { topicAttributes } from '../topic-attributes.ts';
import type { Topics } from '../topics.ts';

type Text = Readonly<Record<string, string>>;

interface Tag {
  readonly Key: string;
  readonly Value: string;
}

const tagsOf = (tags: readonly Tag[] = []): Text => Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]));

/** What an attribute changes of a topic. @throws UnsupportedError naming an attribute */
const topicChange = (name: string, value: string): Partial<Topic> => {
  if (name === 'DisplayName') return { displayName: value };
  if (name === 'Policy') return { policy: value };
  if (name === 'SignatureVersion' && (value === '1' || value === '2')) return { signatureVersion: value };
  throw new UnsupportedError(`the attribute ${name} of an SNS topic`);
};

/** The operations on topics. */
export const topicOperations = (topics: Topics, accountId: string) => ({
  CreateTopic: operation<{ Name: string; Attributes?: Text; Tags?: readonly Tag[] }, unknown>(
    ['Name', 'Attributes', 'Tags'],
    ({ Name = '', Attributes = {}, Tags }) => {
      const changes = Object.entries(Attributes || {}).map(([name, value]) => topicChange(name, value));
      const { arn } = topics.create(Name, tagsOf(Tags || []));
      topics.change(arn, Object.assign({}, ...changes) as Partial<Topic>);
      return { TopicArn: arn };
    },
  ),
  // A topic that is not there is deleted without an error.
  DeleteTopic: operation<{ TopicArn: string }, unknown>(['TopicArn'], ({ TopicArn }) => topics.remove(TopicArn)),
  ListTopics: operation<{ NextToken?: string }, unknown>(['NextToken'], ({ NextToken }) => {
    const { page, ...next } = pageOf(topics.list(), NextToken);
    return { Topics: page.map(({ arn }) => ({ TopicArn: arn })), ...next };
  }),
  GetTopicAttributes: operation<{ TopicArn: string }, unknown>(['TopicArn'], ({ TopicArn }) => ({
    Attributes: topicAttributes(topics.get(TopicArn), topics.subscriptions(TopicArn).length, accountId),
  })),
  SetTopicAttributes: operation<{ TopicArn: string; AttributeName: string; AttributeValue?: string }, unknown>(
    ['TopicArn', 'AttributeName', 'AttributeValue'],
    ({ TopicArn, AttributeName, AttributeValue = '' }) =>
      void topics.change(TopicArn, topicChange(AttributeName, AttributeValue)),
  ),
  TagResource: operation<{ ResourceArn: string; Tags?: readonly Tag[] }, unknown>(
    ['ResourceArn', 'Tags'],
    ({ ResourceArn, Tags }) => {
      topics.change(ResourceArn, { tags: { ...topics.get(ResourceArn).tags, ...tagsOf(Tags) } });
      return {};
    },
  ),
  UntagResource: operation<{ ResourceArn: string; TagKeys?: readonly string[] }, unknown>(
    ['ResourceArn', 'TagKeys'],
    ({ ResourceArn, TagKeys = [] }) => {
      const kept = Object.entries(topics.get(ResourceArn).tags).filter(([key]) => !TagKeys.includes(key));
      topics.change(ResourceArn, { tags: Object.fromEntries(kept) });
      return {};
    },
  ),
  ListTagsForResource: operation<{ ResourceArn: string }, unknown>(['ResourceArn'], ({ ResourceArn }) => ({
    Tags: Object.entries(topics.get(ResourceArn).tags).map(([Key, Value]) => ({ Key, Value })),
  })),
});

import type {
  ListTagsForResourceCommandInput,
  ListTagsLogGroupCommandInput,
  TagResourceCommandInput,
  UntagResourceCommandInput,
} from '@aws-sdk/client-cloudwatch-logs';
import { operation } from '../../kernel/operation.ts';
import type { LogStore } from '../log-store.ts';
import { groupOf } from './group-of.ts';

/** Tags of log groups. */
export const tagOperations = (store: LogStore) => ({
  TagResource: operation<TagResourceCommandInput, undefined>(['resourceArn', 'tags'], ({ resourceArn, tags }) => {
    const group = groupOf(store, { logGroupIdentifier: resourceArn });
    store.groups.set(group.name, { ...group, tags: { ...group.tags, ...tags } });
    return undefined;
  }),
  UntagResource: operation<UntagResourceCommandInput, undefined>(
    ['resourceArn', 'tagKeys'],
    ({ resourceArn, tagKeys = [] }) => {
      const group = groupOf(store, { logGroupIdentifier: resourceArn });
      const kept = Object.entries(group.tags).filter(([key]) => !tagKeys.includes(key));
      store.groups.set(group.name, { ...group, tags: Object.fromEntries(kept) });
      return undefined;
    },
  ),
  ListTagsForResource: operation<ListTagsForResourceCommandInput, object>(['resourceArn'], ({ resourceArn }) => ({
    tags: groupOf(store, { logGroupIdentifier: resourceArn }).tags,
  })),
  ListTagsLogGroup: operation<ListTagsLogGroupCommandInput, object>(['logGroupName'], ({ logGroupName }) => ({
    tags: groupOf(store, { logGroupName }).tags,
  })),
});

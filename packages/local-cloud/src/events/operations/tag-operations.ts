import type {
  ListTagsForResourceRequest,
  Tag,
  TagResourceRequest,
  UntagResourceRequest,
} from '@aws-sdk/client-eventbridge';
import { AwsError } from '../../kernel/aws-error.ts';
import { type Operation, operation } from '../../kernel/operation.ts';
import type { EventsState } from '../state.ts';

export const tagMap = (tags: readonly Tag[]): Record<string, string> =>
  Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value]));

/** TagResource, UntagResource, ListTagsForResource, of buses and rules. */
export const tagOperations = (state: EventsState): Readonly<Record<string, Operation>> => {
  const tagsOf = (arn = '') => {
    const isThere =
      [...state.buses.keys()].some((name) => state.busArn(name) === arn) ||
      [...state.rules.values()].some((rule) => rule.arn === arn);
    if (!isThere) throw new AwsError('ResourceNotFoundException', `Resource ${arn} does not exist.`);
    return state.tags.get(arn) ?? {};
  };
  return {
    TagResource: operation(['ResourceARN', 'Tags'], ({ ResourceARN = '', Tags = [] }: TagResourceRequest) => {
      state.tags.set(ResourceARN, { ...tagsOf(ResourceARN), ...tagMap(Tags) });
      return {};
    }),
    UntagResource: operation(['ResourceARN', 'TagKeys'], ({ ResourceARN = '', TagKeys = [] }: UntagResourceRequest) => {
      const left = Object.entries(tagsOf(ResourceARN)).filter(([key]) => !TagKeys.includes(key));
      state.tags.set(ResourceARN, Object.fromEntries(left));
      return {};
    }),
    ListTagsForResource: operation(['ResourceARN'], ({ ResourceARN }: ListTagsForResourceRequest) => ({
      Tags: Object.entries(tagsOf(ResourceARN)).map(([Key, Value]) => ({ Key, Value })),
    })),
  };
};

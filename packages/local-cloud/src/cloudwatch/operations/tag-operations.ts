import type { ListTagsForResourceInput, Tag, TagResourceInput, UntagResourceInput } from '@aws-sdk/client-cloudwatch';
import { AwsError } from '../../kernel/aws-error.ts';
import { type Operation, operation } from '../../kernel/operation.ts';
import type { Table } from '../../kernel/table.ts';

/** By ARN. */
export type Tags = Table<Readonly<Record<string, string>>>;

export const tagMap = (tags: readonly Tag[]): Record<string, string> =>
  Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value]));

/** TagResource, UntagResource, ListTagsForResource, of what `exists`. */
export const tagOperations = (tags: Tags, exists: (arn: string) => boolean): Readonly<Record<string, Operation>> => {
  const tagsOf = (arn = '') => {
    if (exists(arn)) return tags.get(arn) ?? {};
    throw new AwsError('ResourceNotFoundException', `Unknown resource ${arn}`, { status: 404 });
  };
  return {
    TagResource: operation(['ResourceARN', 'Tags'], ({ ResourceARN = '', Tags = [] }: TagResourceInput) => {
      tags.set(ResourceARN, { ...tagsOf(ResourceARN), ...tagMap(Tags) });
      return {};
    }),
    UntagResource: operation(['ResourceARN', 'TagKeys'], ({ ResourceARN = '', TagKeys = [] }: UntagResourceInput) => {
      const left = Object.entries(tagsOf(ResourceARN)).filter(([key]) => !TagKeys.includes(key));
      tags.set(ResourceARN, Object.fromEntries(left));
      return {};
    }),
    ListTagsForResource: operation(['ResourceARN'], ({ ResourceARN }: ListTagsForResourceInput) => ({
      Tags: Object.entries(tagsOf(ResourceARN)).map(([Key, Value]) => ({ Key, Value })),
    })),
  };
};

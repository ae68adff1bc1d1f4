import type {
  AddTagsToResourceRequest,
  ListTagsForResourceRequest,
  RemoveTagsFromResourceRequest,
} from '@aws-sdk/client-ssm';
import { AwsError, UnsupportedError } from '../../kernel/aws-error.ts';
import { type Operation, operation } from '../../kernel/operation.ts';
import type { Parameter } from '../parameter.ts';
import type { Parameters } from '../parameters.ts';

/** Tags of parameters. */
export const tagOperations = (parameters: Parameters): Readonly<Record<string, Operation>> => {
  const find = ({ ResourceType, ResourceId = '' }: ListTagsForResourceRequest): Parameter => {
    if (ResourceType !== 'Parameter') throw new UnsupportedError(`tags of the resource type ${ResourceType}`);
    const parameter = parameters.find(ResourceId);
    if (parameter === undefined)
      throw new AwsError(
        'InvalidResourceId',
        'The resource ID is not valid. Verify that you entered the correct ID and try again.',
      );
    return parameter;
  };
  return {
    AddTagsToResource: operation<AddTagsToResourceRequest, object>(['ResourceType', 'ResourceId', 'Tags'], (input) => {
      const { name, tags } = find(input);
      const added = Object.fromEntries((input.Tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value]));
      parameters.setTags(name, { ...tags, ...added });
      return {};
    }),
    ListTagsForResource: operation<ListTagsForResourceRequest, object>(['ResourceType', 'ResourceId'], (input) => ({
      TagList: Object.entries(find(input).tags).map(([Key, Value]) => ({ Key, Value })),
    })),
    RemoveTagsFromResource: operation<RemoveTagsFromResourceRequest, object>(
      ['ResourceType', 'ResourceId', 'TagKeys'],
      (input) => {
        const { name, tags } = find(input);
        const left = Object.entries(tags).filter(([key]) => input.TagKeys?.includes(key) !== true);
        parameters.setTags(name, Object.fromEntries(left));
        return {};
      },
    ),
  };
};

import type { ListTagsForResourceInput, TagResourceInput, UntagResourceInput } from '@aws-sdk/client-codedeploy';
import { operation } from '../../kernel/operation.ts';
import { refusal } from '../codedeploy-error.ts';
import type { Store } from '../store.ts';
import { tagMap } from './tags.ts';

const pattern = /^arn:aws[\w-]*:codedeploy:[a-z0-9-]+:\d{12}:(application|deploymentgroup|deploymentconfig):(.+)$/;

/** Checks that what an ARN names is there. */
const checkResource = (arn: string | undefined, store: Store): string => {
  if (arn === undefined || arn === '')
    throw refusal('ResourceArnRequiredException', 'The ARN of a resource is required, but was not found.');
  if (!arn.startsWith('arn:'))
    throw refusal('InvalidArnException', `The specified ARN ${arn} is not in a valid format.`);
  const [, kind, name = ''] = pattern.exec(arn) ?? [];
  if (kind === undefined) throw refusal('ArnNotSupportedException', `The specified ARN ${arn} is not supported.`);
  if (kind === 'application') store.application(name);
  else if (kind === 'deploymentconfig') store.config(name);
  else {
    const [application = '', group = ''] = name.split('/');
    store.group(application, group);
  }
  return arn;
};

export const tagOperations = (store: Store) => ({
  TagResource: operation(['ResourceArn', 'Tags'], ({ ResourceArn, Tags = [] }: TagResourceInput) => {
    const arn = checkResource(ResourceArn, store);
    if (Tags.length === 0) throw refusal('TagRequiredException', 'A tag was not specified.');
    store.tags.set(arn, { ...store.tags.get(arn), ...tagMap(Tags) });
    return {};
  }),
  UntagResource: operation(['ResourceArn', 'TagKeys'], ({ ResourceArn, TagKeys = [] }: UntagResourceInput) => {
    const arn = checkResource(ResourceArn, store);
    const left = Object.entries(store.tags.get(arn) ?? {}).filter(([key]) => !TagKeys.includes(key));
    store.tags.set(arn, Object.fromEntries(left));
    return {};
  }),
  ListTagsForResource: operation(['ResourceArn', 'NextToken'], ({ ResourceArn }: ListTagsForResourceInput) => {
    const tags = store.tags.get(checkResource(ResourceArn, store)) ?? {};
    return { Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) };
  }),
});

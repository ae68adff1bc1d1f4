import type { Tag } from '@aws-sdk/client-codedeploy';
import { call, type Operations } from '../../kernel/call-operation.ts';

/** Makes a resource's tags those that the template has now. */
export const setResourceTags = async (
  operations: Operations,
  ResourceArn: string,
  old: readonly Tag[] = [],
  wanted: readonly Tag[] = [],
): Promise<void> => {
  const kept = new Set(wanted.map(({ Key }) => Key));
  const TagKeys = old.map(({ Key }) => Key).filter((key) => !kept.has(key));
  if (TagKeys.length > 0) await call(operations, 'UntagResource', { ResourceArn, TagKeys });
  if (wanted.length > 0) await call(operations, 'TagResource', { ResourceArn, Tags: wanted });
};

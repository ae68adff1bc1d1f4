import { call, type Operations } from './call-operation.ts';

interface Tag {
  readonly Key: string | undefined;
  readonly Value: string | undefined;
}

/** Makes a resource's tags those that the template has now, by TagResource and UntagResource of its service. */
export const setTags = async (
  operations: Operations,
  ResourceARN: string,
  old: readonly Tag[] = [],
  wanted: readonly Tag[] = [],
): Promise<void> => {
  const kept = new Set(wanted.map((tag) => tag.Key));
  const TagKeys = old.map((tag) => tag.Key).filter((key) => !kept.has(key));
  if (TagKeys.length > 0) await call(operations, 'UntagResource', { ResourceARN, TagKeys });
  if (wanted.length > 0) await call(operations, 'TagResource', { ResourceARN, Tags: wanted });
};

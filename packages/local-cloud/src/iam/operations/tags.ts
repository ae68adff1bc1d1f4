import { invalidInput } from '../iam-error.ts';
import type { Tag } from '../role.ts';

/** The tags of a request; an empty list comes as an empty text. @throws AwsError InvalidInput */
export const readTags = (
  tags: readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[] | undefined,
): readonly Tag[] => {
  const given = Array.isArray(tags) ? tags : [];
  if (given.length > 50) throw invalidInput('The number of tags has reached the maximum limit of 50.');
  return given.map(({ Key = '', Value = '' }) => {
    if (Key.startsWith('aws:')) throw invalidInput('System tags cannot be added');
    return { Key, Value };
  });
};

/** `tags` with `added` put in, which replace those of the same key. */
export const mergeTags = (tags: readonly Tag[], added: readonly Tag[]): readonly Tag[] => {
  const keys = new Set(added.map(({ Key }) => Key));
  return [...tags.filter(({ Key }) => !keys.has(Key)), ...added];
};

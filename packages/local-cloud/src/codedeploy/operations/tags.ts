import type { Tag } from '@aws-sdk/client-codedeploy';
import { refusal } from '../codedeploy-error.ts';

/** Tags as a map, to be kept. @throws AwsError InvalidTagsToAddException */
export const tagMap = (tags: readonly Tag[] = []): Record<string, string> => {
  const isBad = ({ Key = '', Value = '' }: Tag) => Key === '' || Key.length > 128 || Value.length > 256;
  if (tags.length > 50 || tags.some(isBad) || tags.some(({ Key = '' }) => Key.startsWith('aws:')))
    throw refusal('InvalidTagsToAddException', 'The specified tags are not valid.');
  return Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value]));
};

import type { Tag, TagResourceRequest, UntagResourceRequest } from '@aws-sdk/client-timestream-write';
import { type Operation, operation } from '../kernel/operation.ts';
import { type Catalog, tableKey } from './catalog.ts';
import { notFound } from './errors.ts';

export const tagMap = (tags: readonly Tag[]): Record<string, string> =>
  Object.fromEntries(tags.map(({ Key = '', Value = '' }) => [Key, Value]));

const resourcePattern = /:database\/([^/]+)(?:\/table\/([^/]+))?$/;

/** TagResource, UntagResource, ListTagsForResource, of databases and tables. */
export const tagOperations = (catalog: Catalog): Readonly<Record<string, Operation>> => {
  const tagsOf = (arn = '') => {
    const [, database = '', table] = resourcePattern.exec(arn) ?? [];
    const isThere =
      table === undefined ? catalog.databases.has(database) : catalog.tables.has(tableKey(database, table));
    if (!isThere) throw notFound(`The resource ${arn} does not exist.`);
    return catalog.tags.get(arn) ?? {};
  };
  return {
    TagResource: operation(['ResourceARN', 'Tags'], ({ ResourceARN = '', Tags = [] }: TagResourceRequest) => {
      catalog.tags.set(ResourceARN, { ...tagsOf(ResourceARN), ...tagMap(Tags) });
      return {};
    }),
    UntagResource: operation(['ResourceARN', 'TagKeys'], ({ ResourceARN = '', TagKeys = [] }: UntagResourceRequest) => {
      const left = Object.entries(tagsOf(ResourceARN)).filter(([key]) => !TagKeys.includes(key));
      catalog.tags.set(ResourceARN, Object.fromEntries(left));
      return {};
    }),
    ListTagsForResource: operation(['ResourceARN'], ({ ResourceARN = '' }: { ResourceARN?: string }) => ({
      Tags: Object.entries(tagsOf(ResourceARN)).map(([Key, Value]) => ({ Key, Value })),
    })),
  };
};

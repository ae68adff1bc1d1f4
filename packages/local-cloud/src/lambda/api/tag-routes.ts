import type { Route } from '../../kernel/api.ts';
import { AwsError } from '../../kernel/aws-error.ts';
import { parseIdentifier } from '../functions/identifier.ts';
import type { LambdaParts } from '../functions/lambda-parts.ts';
import { requireEntry } from '../functions/reserved-concurrency.ts';
import { restOperation } from './rest-operation.ts';

interface Tagged {
  readonly Resource: string;
}

type Tags = Readonly<Record<string, string>>;

const path = '/2017-03-31/tags/{Resource}';

/** What bears tags: reads and replaces those of an ARN. */
export interface TagHolder {
  read(arn: string): Tags | undefined;
  write(arn: string, tags: Tags): void;
}

/** Functions bear tags; versions and aliases do not. */
export const functionTags = (parts: LambdaParts): TagHolder => ({
  read: (arn) => (arn.includes(':function:') ? requireEntry(parts, parseIdentifier(arn).name).tags : undefined),
  write: (arn, tags) => {
    const entry = requireEntry(parts, parseIdentifier(arn).name);
    parts.store.entries.set(entry.name, { ...entry, tags });
  },
});

const holderOf = (holders: readonly TagHolder[], arn: string): { holder: TagHolder; tags: Tags } => {
  for (const holder of holders) {
    const tags = holder.read(arn);
    if (tags !== undefined) return { holder, tags };
  }
  throw new AwsError('InvalidParameterValueException', `The resource ARN is not supported: ${arn}`);
};

/** Tags of functions and event source mappings. */
export const tagRoutes = (holders: readonly TagHolder[]): readonly Route[] => [
  restOperation<Tagged>('ListTags', 'GET', path, {}, ({ Resource }) => ({ Tags: holderOf(holders, Resource).tags })),
  restOperation<Tagged & { Tags: Tags }>(
    'TagResource',
    'POST',
    path,
    { body: ['Tags'], status: 204 },
    ({ Resource, Tags }) => {
      const { holder, tags } = holderOf(holders, Resource);
      holder.write(Resource, { ...tags, ...Tags });
      return undefined;
    },
  ),
  restOperation<Tagged & { tagKeys: string | readonly string[] }>(
    'UntagResource',
    'DELETE',
    path,
    { query: ['tagKeys'], status: 204 },
    ({ Resource, tagKeys }) => {
      const { holder, tags } = holderOf(holders, Resource);
      const gone = new Set([tagKeys].flat());
      holder.write(Resource, Object.fromEntries(Object.entries(tags).filter(([key]) => !gone.has(key))));
      return undefined;
    },
  ),
];

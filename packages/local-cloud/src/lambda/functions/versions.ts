import { randomUUID } from 'node:crypto';
import { AwsError } from '../../kernel/aws-error.ts';
import { checkRevision } from './check-revision.ts';
import type { FunctionVersion } from './function-record.ts';
import { aliasesOf, keyOf, latest, publishedVersions } from './function-store.ts';
import { latestVersion } from './functions.ts';
import type { LambdaParts } from './lambda-parts.ts';
import { notFound } from './resolve-version.ts';

export interface PublishInput {
  readonly CodeSha256?: string;
  readonly Description?: string;
  readonly RevisionId?: string;
}

/** What makes one version differ from another: all but its names and dates. */
const contentOf = ({
  version: _v,
  description: _d,
  lastModified: _l,
  revisionId: _r,
  ...content
}: FunctionVersion): string =>
  JSON.stringify(content, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );

/**
 * Freezes $LATEST as a version. If nothing changed since the last one, that one is answered.
 * Source: https://docs.aws.amazon.com/lambda/latest/api/API_PublishVersion.html
 * @throws AwsError ResourceNotFoundException, PreconditionFailedException, InvalidParameterValueException (CodeSha256)
 */
export const publishVersion = (parts: LambdaParts, name: string, input: PublishInput): FunctionVersion => {
  const { store, context } = parts;
  const current = latestVersion(parts, name);
  checkRevision(input.RevisionId, current.revisionId);
  if (input.CodeSha256 !== undefined && input.CodeSha256 !== current.code.sha256) {
    throw new AwsError(
      'InvalidParameterValueException',
      `CodeSHA256 (${input.CodeSha256}) is different from current CodeSHA256 in $LATEST (${current.code.sha256}). Please try again with the CodeSHA256 in $LATEST.`,
      { members: { Type: 'User' } },
    );
  }
  const previous = publishedVersions(store, name).at(-1);
  if (previous !== undefined && contentOf(previous) === contentOf(current)) return previous;
  const entry = store.entries.get(name);
  if (entry === undefined) throw notFound(parts.arn(name));
  const number = entry.lastVersion + 1;
  const published = {
    ...current,
    version: String(number),
    description: input.Description ?? current.description,
    lastModified: context.clock.now(),
    revisionId: randomUUID(),
  };
  store.entries.set(name, { ...entry, lastVersion: number });
  store.versions.set(keyOf(name, published.version), published);
  return published;
};

/** @throws AwsError ResourceConflictException if an alias points to it, InvalidParameterValueException for $LATEST */
export const deleteVersion = ({ store }: LambdaParts, name: string, version: string): void => {
  if (version === latest || !/^\d+$/.test(version)) {
    throw new AwsError(
      'InvalidParameterValueException',
      `$LATEST version cannot be deleted without deleting the function.`,
    );
  }
  const users = aliasesOf(store, name).filter((each) => each.version === version || each.routing?.version === version);
  if (users.length > 0) {
    throw new AwsError(
      'ResourceConflictException',
      `Unable to delete version because the following aliases reference it: [${users.map((each) => each.name).join(', ')}]`,
      { status: 409, members: { Type: 'User' } },
    );
  }
  for (const table of [store.versions, store.policies, store.invokeConfigs]) table.delete(keyOf(name, version));
};

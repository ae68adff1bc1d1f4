import type { Route } from '../../kernel/api.ts';
import { describeVersion } from '../functions/describe.ts';
import { latest, publishedVersions } from '../functions/function-store.ts';
import {
  createFunction,
  deleteFunction,
  latestVersion,
  type NewFunction,
  updateCode,
  updateConfiguration,
} from '../functions/functions.ts';
import { parseIdentifier } from '../functions/identifier.ts';
import type { LambdaParts } from '../functions/lambda-parts.ts';
import type { CodeInput } from '../functions/read-code.ts';
import { type SettingsInput, settingNames } from '../functions/read-settings.ts';
import { requireEntry } from '../functions/reserved-concurrency.ts';
import { resolveVersion } from '../functions/resolve-version.ts';
import { deleteVersion, publishVersion } from '../functions/versions.ts';
import { codeLocation } from './code-location.ts';
import { page } from './page.ts';
import { restOperation } from './rest-operation.ts';

interface Named {
  readonly FunctionName: string;
  readonly Qualifier?: string;
}

interface Paged {
  readonly Marker?: string;
  readonly MaxItems?: string;
}

const functions = '/2015-03-31/functions';
const one = `${functions}/{FunctionName}`;
const codeNames = ['ZipFile', 'S3Bucket', 'S3Key', 'S3ObjectVersion'];

const resolve = (parts: LambdaParts, { FunctionName, Qualifier }: Named) => {
  const target = parseIdentifier(FunctionName, Qualifier);
  const { version } = resolveVersion(parts.store, parts.arn, target, () => 1);
  return {
    version,
    described: {
      ...describeVersion(parts.arn, version, target.qualifier !== undefined),
      ...(target.qualifier === undefined ? {} : { FunctionArn: parts.arn(target.name, target.qualifier) }),
    },
  };
};

const nameOf = ({ FunctionName }: Named): string => parseIdentifier(FunctionName).name;

const changing = (parts: LambdaParts): readonly Route[] => [
  restOperation<NewFunction & { Publish?: boolean; PackageType?: string }>(
    'CreateFunction',
    'POST',
    functions,
    { body: [...settingNames, 'Architectures', 'FunctionName', 'Code', 'Tags', 'Publish', 'PackageType'], status: 201 },
    async (input) => {
      const version = await createFunction(parts, input);
      const published = input.Publish === true ? publishVersion(parts, version.functionName, {}) : version;
      return describeVersion(parts.arn, published, input.Publish === true);
    },
  ),
  restOperation<Named & CodeInput & { Publish?: boolean }>(
    'UpdateFunctionCode',
    'PUT',
    `${one}/code`,
    { body: [...codeNames, 'Architectures', 'Publish', 'DryRun', 'RevisionId'] },
    async (input) => {
      const version = await updateCode(parts, nameOf(input), input);
      const published = input.Publish === true ? publishVersion(parts, version.functionName, {}) : version;
      return describeVersion(parts.arn, published, input.Publish === true);
    },
  ),
  restOperation<Named & SettingsInput & { RevisionId?: string }>(
    'UpdateFunctionConfiguration',
    'PUT',
    `${one}/configuration`,
    { body: [...settingNames, 'RevisionId'] },
    (input) => describeVersion(parts.arn, updateConfiguration(parts, nameOf(input), input), false),
  ),
  restOperation<Named>('DeleteFunction', 'DELETE', one, { query: ['Qualifier'], status: 204 }, (input) => {
    const { name, qualifier } = parseIdentifier(input.FunctionName, input.Qualifier);
    latestVersion(parts, name);
    if (qualifier === undefined) deleteFunction(parts, name);
    else deleteVersion(parts, name, qualifier);
    return undefined;
  }),
  restOperation<Named & { CodeSha256?: string; Description?: string; RevisionId?: string }>(
    'PublishVersion',
    'POST',
    `${one}/versions`,
    { body: ['CodeSha256', 'Description', 'RevisionId'], status: 201 },
    (input) => describeVersion(parts.arn, publishVersion(parts, nameOf(input), input), true),
  ),
];

const reading = (parts: LambdaParts): readonly Route[] => [
  restOperation<Named>('GetFunction', 'GET', one, { query: ['Qualifier'] }, (input, { signer }) => {
    const { version, described } = resolve(parts, input);
    const { tags, reservedConcurrency } = requireEntry(parts, version.functionName);
    return {
      Configuration: described,
      Code: { RepositoryType: 'S3', Location: codeLocation(parts.context, version.code.sha256, signer.accessKeyId) },
      ...(Object.keys(tags).length === 0 ? {} : { Tags: tags }),
      ...(reservedConcurrency === undefined
        ? {}
        : { Concurrency: { ReservedConcurrentExecutions: reservedConcurrency } }),
    };
  }),
  restOperation<Named>(
    'GetFunctionConfiguration',
    'GET',
    `${one}/configuration`,
    { query: ['Qualifier'] },
    (input) => resolve(parts, input).described,
  ),
  restOperation<Paged & { FunctionVersion?: string }>(
    'ListFunctions',
    'GET',
    functions,
    { query: ['Marker', 'MaxItems', 'FunctionVersion'] },
    ({ Marker, MaxItems, FunctionVersion }) => {
      const all = [...parts.store.versions.values()].filter(
        (each) => FunctionVersion === 'ALL' || each.version === latest,
      );
      const sorted = all.sort((a, b) => (a.functionName < b.functionName ? -1 : 1));
      const { items, next } = page(sorted, Marker, MaxItems, 50);
      return { Functions: items.map((each) => describeVersion(parts.arn, each, true)), ...next };
    },
  ),
  restOperation<Named & Paged>(
    'ListVersionsByFunction',
    'GET',
    `${one}/versions`,
    { query: ['Marker', 'MaxItems'] },
    (input) => {
      const name = nameOf(input);
      const all = [latestVersion(parts, name), ...publishedVersions(parts.store, name)];
      const { items, next } = page(all, input.Marker, input.MaxItems, 50);
      return { Versions: items.map((each) => describeVersion(parts.arn, each, true)), ...next };
    },
  ),
];

/** Functions and their versions. */
export const functionRoutes = (parts: LambdaParts): readonly Route[] => [...changing(parts), ...reading(parts)];

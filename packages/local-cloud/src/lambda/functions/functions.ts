import { randomUUID } from 'node:crypto';
import { AwsError } from '../../kernel/aws-error.ts';
import { checkRevision } from './check-revision.ts';
import type { FunctionVersion } from './function-record.ts';
import { aliasesOf, keyOf, latest, publishedVersions } from './function-store.ts';
import type { LambdaParts } from './lambda-parts.ts';
import { type CodeInput, readCode } from './read-code.ts';
import { readSettings, type SettingsInput } from './read-settings.ts';
import { notFound } from './resolve-version.ts';

export interface NewFunction extends SettingsInput {
  readonly FunctionName: string;
  readonly Code: CodeInput;
  readonly Tags?: Readonly<Record<string, string>>;
}

const namePattern = /^[a-zA-Z0-9-_]{1,64}$/;

const checkName = (name: string): void => {
  if (namePattern.test(name)) return;
  throw new AwsError(
    'ValidationException',
    `1 validation error detected: Value '${name}' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9-_]{1,64}`,
  );
};

const checkRole = ({ context }: LambdaParts, roleArn: string, functionName: string): void => {
  try {
    context.services.iam.assumeRole(roleArn, functionName, 'lambda.amazonaws.com');
  } catch (cause) {
    if (!(cause instanceof AwsError)) throw cause;
    throw new AwsError(
      'InvalidParameterValueException',
      'The role defined for the function cannot be assumed by Lambda.',
      { cause, members: { Type: 'User' } },
    );
  }
};

/** $LATEST of a function. @throws AwsError ResourceNotFoundException */
export const latestVersion = ({ store, arn }: LambdaParts, name: string): FunctionVersion => {
  const version = store.versions.get(keyOf(name));
  if (version === undefined) throw notFound(arn(name));
  return version;
};

/** @throws AwsError ResourceConflictException, ValidationException, InvalidParameterValueException */
export const createFunction = async (parts: LambdaParts, input: NewFunction): Promise<FunctionVersion> => {
  const { context, store } = parts;
  const { FunctionName: name, Tags: tags = {} } = input;
  checkName(name);
  const settings = readSettings(name, input);
  checkRole(parts, settings.roleArn, name);
  const code = await parts.code.add(await readCode(context, input.Code));
  if (store.entries.has(name)) {
    throw new AwsError('ResourceConflictException', `Function already exist: ${name}`, {
      status: 409,
      members: { Type: 'User' },
    });
  }
  const version: FunctionVersion = {
    ...settings,
    functionName: name,
    version: latest,
    code,
    lastModified: context.clock.now(),
    revisionId: randomUUID(),
  };
  store.entries.set(name, { name, lastVersion: 0, tags });
  store.versions.set(keyOf(name), version);
  return version;
};

const change = (parts: LambdaParts, old: FunctionVersion, changes: Partial<FunctionVersion>): FunctionVersion => {
  const version = { ...old, ...changes, lastModified: parts.context.clock.now(), revisionId: randomUUID() };
  parts.store.versions.set(keyOf(old.functionName), version);
  return version;
};

/** @throws AwsError ResourceNotFoundException, PreconditionFailedException, InvalidParameterValueException */
export const updateCode = async (
  parts: LambdaParts,
  name: string,
  input: CodeInput & {
    readonly Architectures?: readonly string[];
    readonly RevisionId?: string;
    readonly DryRun?: boolean;
  },
): Promise<FunctionVersion> => {
  checkRevision(input.RevisionId, latestVersion(parts, name).revisionId);
  const code = await parts.code.add(await readCode(parts.context, input));
  const old = latestVersion(parts, name);
  const architectures = input.Architectures ?? old.architectures;
  return input.DryRun === true ? { ...old, code, architectures } : change(parts, old, { code, architectures });
};

/** @throws AwsError ResourceNotFoundException, PreconditionFailedException, ValidationException, InvalidParameterValueException */
export const updateConfiguration = (
  parts: LambdaParts,
  name: string,
  input: SettingsInput & { readonly RevisionId?: string },
): FunctionVersion => {
  const { environment: _environment, deadLetterArn: _deadLetterArn, ...kept } = latestVersion(parts, name);
  checkRevision(input.RevisionId, kept.revisionId);
  const settings = readSettings(name, input, latestVersion(parts, name));
  if (input.Role !== undefined) checkRole(parts, settings.roleArn, name);
  return change(parts, kept, settings);
};

/** Deletes a function with all that belongs to it. @throws AwsError ResourceNotFoundException */
export const deleteFunction = (parts: LambdaParts, name: string): void => {
  const { store, environments } = parts;
  latestVersion(parts, name);
  const qualifiers = [
    latest,
    ...publishedVersions(store, name).map((each) => each.version),
    ...aliasesOf(store, name).map((each) => each.name),
  ];
  for (const key of qualifiers.map((qualifier) => keyOf(name, qualifier))) {
    for (const table of [store.versions, store.aliases, store.policies, store.invokeConfigs]) table.delete(key);
  }
  store.entries.delete(name);
  environments.forget(name);
};

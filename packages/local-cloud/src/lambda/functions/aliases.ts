import { randomUUID } from 'node:crypto';
import { AwsError } from '../../kernel/aws-error.ts';
import { checkRevision } from './check-revision.ts';
import type { Alias } from './function-record.ts';
import { keyOf, latest } from './function-store.ts';
import { latestVersion } from './functions.ts';
import type { LambdaParts } from './lambda-parts.ts';
import { notFound } from './resolve-version.ts';

export interface AliasInput {
  readonly FunctionVersion?: string;
  readonly Description?: string;
  readonly RoutingConfig?: { readonly AdditionalVersionWeights?: Readonly<Record<string, number>> };
  readonly RevisionId?: string;
}

const invalid = (message: string) =>
  new AwsError('InvalidParameterValueException', message, { members: { Type: 'User' } });

const requireVersion = ({ store, arn }: LambdaParts, name: string, version: string): void => {
  if (!store.versions.has(keyOf(name, version))) throw notFound(arn(name, version));
};

const alreadyIncluded = (version: string): AwsError =>
  invalid(
    `Invalid function version ${version}. Function version ${version} is already included in routing configuration.`,
  );

/** @throws AwsError InvalidParameterValueException. Source: https://docs.aws.amazon.com/lambda/latest/dg/configuring-alias-routing.html */
const readRouting = (parts: LambdaParts, name: string, version: string, input: AliasInput): Pick<Alias, 'routing'> => {
  const weights = Object.entries(input.RoutingConfig?.AdditionalVersionWeights ?? {});
  const [first] = weights;
  if (first === undefined) return {};
  const [other, weight] = first;
  if (weights.length > 1)
    throw invalid(
      'Number of items in AdditionalVersionWeights cannot be greater than 1. Your request contained ' +
        `${weights.length} items`,
    );
  if (version === latest || other === latest)
    throw invalid('$LATEST is not supported for an alias pointing to more than 1 version');
  if (other === version) throw alreadyIncluded(version);
  if (!(weight >= 0 && weight <= 1))
    throw invalid(
      `1 validation error detected: Value '${weight}' at 'routingConfig.additionalVersionWeights' failed to satisfy constraint: Map value must satisfy constraint: [Member must have value less than or equal to 1.0, Member must have value greater than or equal to 0.0]`,
    );
  requireVersion(parts, name, other);
  return { routing: { version: other, weight } };
};

/** @throws AwsError ResourceNotFoundException */
export const getAlias = ({ store, arn }: LambdaParts, name: string, aliasName: string): Alias => {
  const alias = store.aliases.get(keyOf(name, aliasName));
  if (alias !== undefined) return alias;
  throw new AwsError('ResourceNotFoundException', `Cannot find alias arn: ${arn(name, aliasName)}`, {
    status: 404,
    members: { Type: 'User' },
  });
};

/** @throws AwsError ResourceConflictException, ResourceNotFoundException, InvalidParameterValueException, ValidationException */
export const createAlias = (parts: LambdaParts, name: string, aliasName: string, input: AliasInput): Alias => {
  const { store, arn } = parts;
  const { FunctionVersion: version } = input;
  latestVersion(parts, name);
  if (!/^(?!^\d+$)[a-zA-Z0-9-_]{1,128}$/.test(aliasName) || version === undefined) {
    throw new AwsError(
      'ValidationException',
      `1 validation error detected: Value '${aliasName}' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: (?!^[0-9]+$)([a-zA-Z0-9-_]+)`,
    );
  }
  if (store.aliases.has(keyOf(name, aliasName))) {
    throw new AwsError('ResourceConflictException', `Alias already exists: ${arn(name, aliasName)}`, {
      status: 409,
      members: { Type: 'User' },
    });
  }
  requireVersion(parts, name, version);
  const routing = readRouting(parts, name, version, input);
  const alias = {
    functionName: name,
    name: aliasName,
    version,
    description: input.Description ?? '',
    ...routing,
    revisionId: randomUUID(),
  };
  store.aliases.set(keyOf(name, aliasName), alias);
  return alias;
};

/** Changes what is given; a RoutingConfig without weights ends the routing. @throws AwsError as {@link createAlias} */
export const updateAlias = (parts: LambdaParts, name: string, aliasName: string, input: AliasInput): Alias => {
  const { routing: oldRouting, ...old } = getAlias(parts, name, aliasName);
  checkRevision(input.RevisionId, old.revisionId);
  const version = input.FunctionVersion ?? old.version;
  requireVersion(parts, name, version);
  const isKept = input.RoutingConfig === undefined && oldRouting !== undefined;
  if (isKept && oldRouting.version === version) throw alreadyIncluded(version);
  if (isKept && version === latest)
    throw invalid('$LATEST is not supported for an alias pointing to more than 1 version');
  const kept = oldRouting === undefined ? {} : { routing: oldRouting };
  const routing = input.RoutingConfig === undefined ? kept : readRouting(parts, name, version, input);
  const alias = {
    ...old,
    version,
    description: input.Description ?? old.description,
    ...routing,
    revisionId: randomUUID(),
  };
  parts.store.aliases.set(keyOf(name, aliasName), alias);
  return alias;
};

/** An alias that is gone already is no error, as on AWS. */
export const deleteAlias = ({ store }: LambdaParts, name: string, aliasName: string): void => {
  for (const table of [store.aliases, store.policies, store.invokeConfigs]) table.delete(keyOf(name, aliasName));
};

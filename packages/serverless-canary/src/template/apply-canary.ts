import { CanaryError } from '../canary-error.ts';
import type { FunctionConfig } from '../serverless.ts';
import type { CanarySettings } from '../settings/settings.ts';
import { type Release, releaseResources } from './deployment-resources.ts';
import { deploymentRole } from './deployment-role.ts';
import { logicalIds } from './logical-ids.ts';
import { moveReferences } from './move-references.ts';
import type { Target } from './target.ts';
import { type Json, memberAt, type Template } from './template.ts';

/** The service, as far as its template is concerned. */
export interface ServiceToRelease {
  readonly stackName: string;
  readonly functions: Readonly<Record<string, FunctionConfig>>;
  /** Logical id of the function with this key. */
  readonly logicalIdOf: (key: string) => string;
}

const versionOf = (template: Template, key: string, logicalId: string): string => {
  const found = Object.entries(template.Resources).find(
    ([, { Type, Properties }]) =>
      Type === 'AWS::Lambda::Version' && memberAt(Properties, 'FunctionName', 'Ref') === logicalId,
  );
  if (found) return found[0];
  throw new CanaryError('CANARY_SETTINGS', `${key} has no version to release: remove versionFunction(s): false`);
};

/** The functions of the service that are released by canary. */
export const targetsOf = (settings: CanarySettings, service: ServiceToRelease): Target[] =>
  [...settings.functions].map(([key, { alias: aliasName }]) => {
    const logicalId = service.logicalIdOf(key);
    const functionName = service.functions[key]?.name ?? key;
    return { key, logicalId, functionName, aliasName, aliasLogicalId: logicalIds.alias(logicalId, aliasName) };
  });

const releasesOf = (template: Template, settings: CanarySettings, service: ServiceToRelease): Release[] =>
  targetsOf(settings, service).flatMap((target) => {
    const own = settings.functions.get(target.key);
    if (own === undefined) return [];
    const condition = template.Resources[target.logicalId]?.Condition;
    const version = versionOf(template, target.key, target.logicalId);
    return [{ target, settings: own, version, ...(condition && { condition }) }];
  });

const checkAlarms = ({ Resources }: Template, releases: readonly Release[]): void => {
  for (const { target, settings } of releases) {
    const missing = settings.alarms.find((alarm) => typeof alarm === 'string' && Resources[alarm] === undefined);
    if (missing === undefined) continue;
    throw new CanaryError(
      'CANARY_SETTINGS',
      `deploymentSettings of ${target.key}: there is no resource ${missing}; an alarm of another stack is written { name: ${missing} }`,
    );
  }
};

/**
 * The framework retains versions. One that a stopped release made must not stay: CloudFormation could not make it again, for Lambda publishes
 * no second version of the same code.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-deletionpolicy.html
 */
const withPassingVersions = (template: Template, releases: readonly Release[]): Template => {
  const versions = releases.map(({ version }) => [
    version,
    { ...template.Resources[version], DeletionPolicy: 'RetainExceptOnCreate' },
  ]);
  return { ...template, Resources: { ...template.Resources, ...Object.fromEntries(versions) } };
};

const moveAll = (template: Template, releases: readonly Release[], { references }: CanarySettings): Template => {
  let moved = template;
  const problems: string[] = [];
  for (const { target } of releases) {
    const result = moveReferences(moved, target, references);
    moved = result.template;
    problems.push(...result.problems.map((problem) => `${problem} (${target.key})`));
  }
  if (problems.length === 0) return moved;
  throw new CanaryError(
    'CANARY_REFERENCE',
    `Not everything that calls a function can be moved to its alias:\n${problems.map((problem) => `  ${problem}`).join('\n')}`,
  );
};

const checkFree = ({ Resources }: Template, added: Readonly<Record<string, Json | object>>): void => {
  const taken = Object.keys(added).find((logicalId) => Resources[logicalId] !== undefined);
  if (taken === undefined) return;
  throw new CanaryError('CANARY_SETTINGS', `The template has a resource ${taken} already`);
};

/**
 * The compiled template with alias, deployment group and hooks for every function that has settings, and with all that calls such a
 * function moved to its alias.
 * @throws {CanaryError} CANARY_SETTINGS, or CANARY_REFERENCE with the path of every place that cannot be moved
 */
export const applyCanary = (template: Template, settings: CanarySettings, service: ServiceToRelease): Template => {
  if (settings.functions.size === 0) return template;
  const releases = releasesOf(template, settings, service);
  checkAlarms(template, releases);
  const keys = Object.keys(service.functions);
  const context = {
    stackName: service.stackName,
    functions: new Map(keys.map((key) => [key, service.logicalIdOf(key)])),
  };
  const names = new Map(Object.entries(service.functions).map(([key, { name }]) => [key, name]));
  const added = {
    [logicalIds.application]: {
      Type: 'AWS::CodeDeploy::Application',
      Properties: { ApplicationName: service.stackName, ComputePlatform: 'Lambda' },
    },
    [logicalIds.role]: deploymentRole(releases, names),
    ...Object.assign({}, ...releases.map((release) => releaseResources(release, context))),
  };
  checkFree(template, added);
  const moved = withPassingVersions(moveAll(template, releases, settings), releases);
  return {
    ...moved,
    Parameters: {
      ...moved.Parameters,
      [logicalIds.parameter]: {
        Type: 'String',
        Default: '',
        Description: 'A deployment config for all functions, in place of their own; without it each has its own',
      },
    },
    Conditions: {
      ...moved.Conditions,
      [logicalIds.overridden]: { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: logicalIds.parameter }, ''] }] },
    },
    Resources: { ...moved.Resources, ...added },
  };
};

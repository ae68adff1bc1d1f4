import { isDeepStrictEqual } from 'node:util';
import { CanaryError } from '../canary-error.ts';
import { allAtOnce } from '../settings/deployment-type.ts';
import { isArn, isRef } from '../template/find-references.ts';
import { logicalIds } from '../template/logical-ids.ts';
import type { Target } from '../template/target.ts';
import { type Json, memberAt, type Resource, type Template } from '../template/template.ts';
import { grantsOf } from './grants.ts';

/** One function whose code changes together with what both its versions share. */
interface Change {
  readonly target: Target;
  readonly what: readonly string[];
}

const versionOf = ({ Resources }: Template, { logicalId }: Target): readonly [string, Resource] | undefined =>
  Object.entries(Resources).find(
    ([, { Type, Properties }]) =>
      Type === 'AWS::Lambda::Version' && memberAt(Properties, 'FunctionName', 'Ref') === logicalId,
  );

/** By the hash of the code, where there is one: the framework gives a version a new logical id also for a new role. */
const codeChanges = (before: Template, after: Template, target: Target): boolean => {
  const [idBefore, versionBefore] = versionOf(before, target) ?? [];
  const [idAfter, versionAfter] = versionOf(after, target) ?? [];
  const hashBefore = versionBefore?.Properties?.['CodeSha256'];
  const hashAfter = versionAfter?.Properties?.['CodeSha256'];
  if (hashBefore !== undefined && hashAfter !== undefined) return !isDeepStrictEqual(hashBefore, hashAfter);
  return idBefore !== idAfter;
};

const property = ({ Resources }: Template, logicalId: string, ...path: string[]): Json | undefined =>
  memberAt(Resources[logicalId]?.Properties, ...path);

const roleOf = (template: Template, { logicalId }: Target): string | undefined =>
  Object.keys(template.Resources).find((role) => {
    const given = property(template, logicalId, 'Role');
    if (given === undefined) return false;
    const sub = memberAt(given, 'Fn::Sub');
    return isArn(given, { logicalId: role } as Target) || sub === `\${${role}.Arn}`;
  });

const lostGrants = (before: Template, after: Template, target: Target): string[] => {
  const role = roleOf(before, target);
  if (role === undefined || roleOf(after, target) !== role) return [];
  const [had, has] = [grantsOf(before, role), grantsOf(after, role)];
  const lost = [...had].filter((line) => !line.startsWith('Deny') && !has.has(line));
  const denied = [...has].filter((line) => line.startsWith('Deny') && !had.has(line));
  return [
    ...lost.map((line) => `its role ${role} loses: ${line}`),
    ...denied.map((line) => `its role ${role} gets: ${line}`),
  ];
};

const calls = (resource: Resource | undefined, target: Target): boolean => {
  const name = resource?.Properties?.['FunctionName'] ?? '';
  const alias = { ...target, logicalId: target.aliasLogicalId };
  return isRef(name, target) || isArn(name, target) || isRef(name, alias) || name === target.functionName;
};

const withDestination = new Set(['AWS::Lambda::EventSourceMapping', 'AWS::Lambda::EventInvokeConfig']);

const changedDestinations = (before: Template, after: Template, target: Target): string[] =>
  Object.entries(after.Resources).flatMap(([logicalId, resource]) => {
    const old = before.Resources[logicalId];
    if (old === undefined || !withDestination.has(resource.Type) || !calls(resource, target)) return [];
    const same = isDeepStrictEqual(old.Properties?.['DestinationConfig'], resource.Properties?.['DestinationConfig']);
    return same ? [] : [`the failure destination of ${logicalId} changes`];
  });

/** What Lambda itself wants to be the same in both versions of a weighted alias. */
const ofVersion = ['Role', 'DeadLetterConfig'] as const;

const changedConfiguration = (before: Template, after: Template, { logicalId }: Target): string[] =>
  ofVersion
    .filter((name) => !isDeepStrictEqual(property(before, logicalId, name), property(after, logicalId, name)))
    .map((name) => (name === 'Role' ? 'its role changes' : 'its dead-letter target changes'));

const isAllAtOnce = (template: Template, { logicalId }: Target): boolean => {
  const config = property(template, logicalIds.group(logicalId), 'DeploymentConfigName');
  const branches = memberAt(config, 'Fn::If');
  return Array.isArray(branches) && branches[2] === allAtOnce;
};

const changeOf = (before: Template, after: Template, target: Target): Change | undefined => {
  // Without an alias nothing is shifted yet.
  if (before.Resources[target.aliasLogicalId] === undefined) return undefined;
  const shared = changedConfiguration(before, after, target);
  const what = [...shared, ...lostGrants(before, after, target), ...changedDestinations(before, after, target)];
  if (what.length > 0 && codeChanges(before, after, target)) return { target, what: ['its code changes', ...what] };
  return shared.length > 0 && !isAllAtOnce(after, target) ? { target, what: shared } : undefined;
};

const lines = ({ target, what }: Change): string => `  ${target.key}: ${what.join('; ')}`;

/**
 * While an alias is weighted, the old and the new version run under one role and with one failure destination, and a rollback of the alias
 * does not bring a role back. https://docs.aws.amazon.com/lambda/latest/dg/configuring-alias-routing.html
 * @throws {CanaryError} CANARY_JOINT_CHANGE: names function and change, and how to go about it
 */
export const refuseJointChanges = (before: Template, after: Template, targets: readonly Target[]): void => {
  const changes = targets.map((target) => changeOf(before, after, target)).filter((change) => change !== undefined);
  if (changes.length === 0) return;
  throw new CanaryError(
    'CANARY_JOINT_CHANGE',
    `Two versions that take turns must share role and failure destination, but:\n${changes.map(lines).join('\n')}\n` +
      'Deploy it in two steps. What the new code needs in addition: first the role, then the code. What it no longer needs: ' +
      'first the code, then the role. Another role or dead-letter target goes alone, without code, with type: AllAtOnce',
  );
};

import { randomUUID } from 'node:crypto';
import { AwsError } from '../../kernel/aws-error.ts';
import { checkRevision } from './check-revision.ts';
import type { Policy, PolicyStatement } from './function-record.ts';
import { keyOf, latest } from './function-store.ts';
import { latestVersion } from './functions.ts';
import type { FunctionIdentifier } from './identifier.ts';
import type { LambdaParts } from './lambda-parts.ts';
import { notFound } from './resolve-version.ts';

export interface PermissionInput {
  readonly StatementId: string;
  readonly Action: string;
  readonly Principal: string;
  readonly SourceArn?: string;
  readonly SourceAccount?: string;
  readonly RevisionId?: string;
}

const principalOf = (principal: string): PolicyStatement['Principal'] => {
  if (principal === '*') return '*';
  if (/^\d{12}$/.test(principal)) return { AWS: `arn:aws:iam::${principal}:root` };
  return principal.startsWith('arn:') ? { AWS: principal } : { Service: principal };
};

const conditionOf = ({ SourceArn, SourceAccount }: PermissionInput): Pick<PolicyStatement, 'Condition'> => {
  const condition = {
    ...(SourceAccount === undefined ? {} : { StringEquals: { 'AWS:SourceAccount': SourceAccount } }),
    ...(SourceArn === undefined ? {} : { ArnLike: { 'AWS:SourceArn': SourceArn } }),
  };
  return Object.keys(condition).length === 0 ? {} : { Condition: condition };
};

const requireTarget = (parts: LambdaParts, { name, qualifier }: FunctionIdentifier): void => {
  latestVersion(parts, name);
  if (qualifier === latest)
    throw new AwsError('InvalidParameterValueException', 'We currently do not support adding policies for $LATEST.');
  const key = keyOf(name, qualifier);
  if (!parts.store.versions.has(key) && !parts.store.aliases.has(key)) throw notFound(parts.arn(name, qualifier));
};

/** Adds a statement to the resource policy of a function, version or alias. @throws AwsError ResourceConflictException, ResourceNotFoundException */
export const addPermission = (
  parts: LambdaParts,
  target: FunctionIdentifier,
  input: PermissionInput,
): PolicyStatement => {
  requireTarget(parts, target);
  const key = keyOf(target.name, target.qualifier);
  const policy = parts.store.policies.get(key);
  if (policy !== undefined) checkRevision(input.RevisionId, policy.revisionId);
  if (policy?.statements.some((each) => each.Sid === input.StatementId)) {
    throw new AwsError(
      'ResourceConflictException',
      `The statement id (${input.StatementId}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
      { status: 409, members: { Type: 'User' } },
    );
  }
  const statement: PolicyStatement = {
    Sid: input.StatementId,
    Effect: 'Allow',
    Principal: principalOf(input.Principal),
    Action: input.Action,
    Resource: parts.arn(target.name, target.qualifier),
    ...conditionOf(input),
  };
  parts.store.policies.set(key, { statements: [...(policy?.statements ?? []), statement], revisionId: randomUUID() });
  return statement;
};

/** @throws AwsError ResourceNotFoundException */
export const getPolicy = (parts: LambdaParts, target: FunctionIdentifier): Policy => {
  requireTarget(parts, target);
  const policy = parts.store.policies.get(keyOf(target.name, target.qualifier));
  if (policy !== undefined) return policy;
  throw new AwsError('ResourceNotFoundException', 'The resource you requested does not exist.', {
    status: 404,
    members: { Type: 'User' },
  });
};

/** @throws AwsError ResourceNotFoundException */
export const removePermission = (
  parts: LambdaParts,
  target: FunctionIdentifier,
  statementId: string,
  revisionId?: string,
): void => {
  const policy = getPolicy(parts, target);
  checkRevision(revisionId, policy.revisionId);
  const statements = policy.statements.filter((each) => each.Sid !== statementId);
  if (statements.length === policy.statements.length) {
    throw new AwsError('ResourceNotFoundException', `Statement ${statementId} is not found in resource policy.`, {
      status: 404,
      members: { Type: 'User' },
    });
  }
  const key = keyOf(target.name, target.qualifier);
  if (statements.length === 0) parts.store.policies.delete(key);
  else parts.store.policies.set(key, { statements, revisionId: randomUUID() });
};

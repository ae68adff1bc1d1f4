import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateRoleCommand,
  DeletePolicyCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  ListRolesCommand,
  ListUsersCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Cloud, startCloud } from '../cloud.ts';
import { createIam } from './service.ts';

let cloud: Cloud;
let iam: IAMClient;
beforeEach(async () => {
  cloud = await startCloud({ iam: createIam }, { port: 0, mqttPort: 0, logLevel: 'silent' });
  iam = new IAMClient(settings());
});
afterEach(() => cloud.stop());

const settings = (credentials = { accessKeyId: 'test', secretAccessKey: 'test' }) => ({
  endpoint: cloud.endpoint,
  region: 'us-east-1',
  maxAttempts: 1,
  credentials,
});

const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
});
const policy = (Resource = '*') =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: ['s3:GetObject'], Resource }] });
const makeRole = (RoleName: string, options: object = {}) =>
  iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust, ...options }));

test('a role is made, read, listed and deleted when nothing hangs on it', async () => {
  const { Role } = await makeRole('worker', { Path: '/service/', Tags: [{ Key: 'a', Value: 'b' }] });
  expect(Role).toMatchObject({ Arn: 'arn:aws:iam::000000000000:role/service/worker', MaxSessionDuration: 3600 });
  expect(Role?.RoleId).toMatch(/^AROA[A-Z2-7]{16}$/);
  const read = await iam.send(new GetRoleCommand({ RoleName: 'worker' }));
  expect(decodeURIComponent(read.Role?.AssumeRolePolicyDocument ?? '')).toBe(trust);
  expect(read.Role?.Tags).toEqual([{ Key: 'a', Value: 'b' }]);
  await makeRole('other');
  const page = await iam.send(new ListRolesCommand({ MaxItems: 1 }));
  expect(page).toMatchObject({ IsTruncated: true, Roles: [{ RoleName: 'other' }] });
  const rest = await iam.send(new ListRolesCommand({ Marker: page.Marker }));
  expect(rest).toMatchObject({ IsTruncated: false, Roles: [{ RoleName: 'worker' }] });
  await expect(makeRole('worker')).rejects.toMatchObject({ name: 'EntityAlreadyExistsException' });
  await iam.send(new PutRolePolicyCommand({ RoleName: 'worker', PolicyName: 'p', PolicyDocument: policy() }));
  const remove = () => iam.send(new DeleteRoleCommand({ RoleName: 'worker' }));
  await expect(remove()).rejects.toMatchObject({ name: 'DeleteConflictException' });
  await iam.send(new DeleteRolePolicyCommand({ RoleName: 'worker', PolicyName: 'p' }));
  await remove();
  await expect(remove()).rejects.toThrow('The role with name worker cannot be found.');
});

test('inline and managed policies are kept, those of AWS by their ARN', async () => {
  await makeRole('worker');
  const RoleName = 'worker';
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'in', PolicyDocument: policy() }));
  expect((await iam.send(new ListRolePoliciesCommand({ RoleName }))).PolicyNames).toEqual(['in']);
  const inline = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName: 'in' }));
  expect(decodeURIComponent(inline.PolicyDocument ?? '')).toBe(policy());
  const basic = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';
  await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: basic }));
  const { Policy } = await iam.send(new CreatePolicyCommand({ PolicyName: 'own', PolicyDocument: policy() }));
  const PolicyArn = Policy?.Arn ?? '';
  await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
  expect((await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }))).AttachedPolicies).toEqual([
    { PolicyName: 'AWSLambdaBasicExecutionRole', PolicyArn: basic },
    { PolicyName: 'own', PolicyArn },
  ]);
  const next = policy('arn:aws:s3:::b/*');
  await iam.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: next, SetAsDefault: true }));
  expect((await iam.send(new GetPolicyCommand({ PolicyArn }))).Policy).toMatchObject({
    DefaultVersionId: 'v2',
    AttachmentCount: 1,
  });
  const version = await iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId: 'v2' }));
  expect(decodeURIComponent(version.PolicyVersion?.Document ?? '')).toBe(next);
  await expect(iam.send(new DeletePolicyCommand({ PolicyArn }))).rejects.toMatchObject({
    name: 'DeleteConflictException',
  });
  await iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn }));
  const unknown = iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: 'arn:aws:iam::aws:policy/Nonsense' }));
  await expect(unknown).rejects.toThrow('arn:aws:iam::aws:policy/Nonsense does not exist or is not attachable');
});

test('malformed policies are refused', async () => {
  await makeRole('worker');
  const statement = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };
  const put = (Statement: unknown, Version = '2012-10-17') =>
    iam.send(
      new PutRolePolicyCommand({
        RoleName: 'worker',
        PolicyName: 'p',
        PolicyDocument: JSON.stringify({ Version, Statement }),
      }),
    );
  const refused: readonly [unknown, string][] = [
    [[], 'Statement is missing'],
    [{ ...statement, Effect: 'Maybe' }, 'Invalid effect: Maybe'],
    [{ ...statement, Action: 'GetObject' }, 'must be prefaced by a vendor'],
    [{ ...statement, Resource: 'bucket' }, 'Resource bucket must be in ARN format'],
    [{ ...statement, Principal: '*' }, 'should not specify a principal'],
    [{ ...statement, Wrong: 1 }, 'unknown field Wrong'],
    [{ Effect: 'Allow', Action: 's3:*' }, 'must contain resources'],
  ];
  for (const [each, message] of refused) await expect(put(each), message).rejects.toThrow(message);
  await expect(put(statement, '2020')).rejects.toMatchObject({ name: 'MalformedPolicyDocumentException' });
  const open = trust.replace('"Principal":{"Service":"lambda.amazonaws.com"},', '');
  await expect(makeRole('x', { AssumeRolePolicyDocument: open })).rejects.toThrow('Missing required field Principal');
  await expect(iam.send(new ListUsersCommand({}))).rejects.toThrow('iam:ListUsers');
});

test('who acts as a role is known by that, and the dummy key is the root', async () => {
  const sts = new STSClient(settings());
  expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
    Account: '000000000000',
    Arn: 'arn:aws:iam::000000000000:root',
  });
  const { Role } = await makeRole('worker');
  const assume = (RoleArn: string) => sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'me' }));
  const { Credentials } = await assume(Role?.Arn ?? '');
  const as = (accessKeyId: string) =>
    new STSClient(settings({ accessKeyId, secretAccessKey: 'x' })).send(new GetCallerIdentityCommand({}));
  expect(await as(Credentials?.AccessKeyId ?? '')).toMatchObject({
    Arn: 'arn:aws:sts::000000000000:assumed-role/worker/me',
    UserId: `${Role?.RoleId}:me`,
  });
  await expect(as('ASIAUNKNOWN')).rejects.toMatchObject({ name: 'InvalidClientTokenId' });
  await expect(assume('arn:aws:iam::000000000000:role/nobody')).rejects.toMatchObject({ name: 'AccessDenied' });
  const { accessKeyId } = cloud.services.iam.assumeRole(Role?.Arn ?? '', 'fn');
  expect(cloud.services.iam.principalOf(accessKeyId).arn).toBe('arn:aws:sts::000000000000:assumed-role/worker/fn');
});

test('a service assumes only a role that trusts it', async () => {
  const { Role } = await makeRole('for-lambda');
  const roleArn = Role?.Arn ?? '';
  expect(cloud.services.iam.assumeRole(roleArn, 'session', 'lambda.amazonaws.com').accessKeyId).toMatch(/^ASIA/);
  expect(() => cloud.services.iam.assumeRole(roleArn, 'session', 'iot.amazonaws.com')).toThrow(
    'iot.amazonaws.com is not authorized to perform: sts:AssumeRole',
  );
});

import { CloudFormationClient, CreateStackCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import {
  DeleteParameterCommand,
  DeleteParametersCommand,
  DescribeParametersCommand,
  GetParameterCommand,
  GetParameterHistoryCommand,
  GetParametersByPathCommand,
  GetParametersCommand,
  LabelParameterVersionCommand,
  ListTagsForResourceCommand,
  PutParameterCommand,
  type PutParameterCommandInput,
  SSMClient,
} from '@aws-sdk/client-ssm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Cloud, startCloud } from '../cloud.ts';
import { createCloudFormation } from '../cloudformation/service.ts';
import { createIam } from '../iam/service.ts';
import type { CloudContext } from '../kernel/context.ts';
import type { ResourceType } from '../kernel/resource-type.ts';
import { createSsm } from './service.ts';

let cloud: Cloud;
let ssm: SSMClient;
let cfn: CloudFormationClient;
beforeEach(async () => {
  let types: readonly ResourceType[] = [];
  const build = (context: CloudContext) => {
    const service = createSsm(context);
    types = service.resourceTypes ?? [];
    return service;
  };
  cloud = await startCloud(
    { iam: createIam, ssm: build, cloudformation: createCloudFormation(() => types) },
    { port: 0, mqttPort: 0, logLevel: 'silent' },
  );
  const settings = {
    endpoint: cloud.endpoint,
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  };
  ssm = new SSMClient(settings);
  cfn = new CloudFormationClient(settings);
});
afterEach(() => cloud.stop());

const put = (Name: string, Value: string, options: Partial<PutParameterCommandInput> = { Type: 'String' }) =>
  ssm.send(new PutParameterCommand({ Name, Value, ...options }));
const get = async (Name: string, WithDecryption = false) =>
  (await ssm.send(new GetParameterCommand({ Name, WithDecryption }))).Parameter;

test('a parameter has versions, the last of which is read', async () => {
  expect(await put('/app/limit', '1')).toMatchObject({ Version: 1, Tier: 'Standard' });
  await expect(put('/app/limit', '2')).rejects.toMatchObject({ name: 'ParameterAlreadyExists' });
  expect(await put('/app/limit', '2', { Overwrite: true })).toMatchObject({ Version: 2 });
  expect(await get('/app/limit')).toMatchObject({
    ARN: 'arn:aws:ssm:us-east-1:000000000000:parameter/app/limit',
    Type: 'String',
    Value: '2',
    Version: 2,
    DataType: 'text',
  });
  expect(await get('/app/limit:1')).toMatchObject({ Value: '1', Selector: ':1' });
  await expect(get('/app/limit:9')).rejects.toMatchObject({ name: 'ParameterVersionNotFound' });
  await expect(get('/app/nothing')).rejects.toMatchObject({ name: 'ParameterNotFound' });
  const history = await ssm.send(new GetParameterHistoryCommand({ Name: '/app/limit' }));
  expect(history.Parameters?.map(({ Value }) => Value)).toEqual(['1', '2']);
  const label = new LabelParameterVersionCommand({ Name: '/app/limit', Labels: ['x'] });
  await expect(ssm.send(label)).rejects.toThrow('ssm:LabelParameterVersion');
});

test('a SecureString is readable only with decryption', async () => {
  await put('/secret', 'hunter2', { Type: 'SecureString' });
  expect((await get('/secret'))?.Value).not.toContain('hunter2');
  expect((await get('/secret', true))?.Value).toBe('hunter2');
  expect(cloud.services.ssm.getParameter('/secret')).toEqual({ type: 'SecureString', value: 'hunter2', version: 1 });
});

test('parameters are found by names, path and filters', async () => {
  for (const name of ['/a/x', '/a/y', '/a/b/z', 'plain']) await put(name, name);
  const byPath = async (Recursive: boolean) =>
    (await ssm.send(new GetParametersByPathCommand({ Path: '/a', Recursive }))).Parameters?.map(({ Name }) => Name);
  expect(await byPath(false)).toEqual(['/a/x', '/a/y']);
  expect(await byPath(true)).toEqual(['/a/b/z', '/a/x', '/a/y']);
  const many = await ssm.send(new GetParametersCommand({ Names: ['plain', 'missing'] }));
  expect(many).toMatchObject({ Parameters: [{ Name: 'plain' }], InvalidParameters: ['missing'] });
  const page = await ssm.send(new DescribeParametersCommand({ MaxResults: 3 }));
  const rest = await ssm.send(new DescribeParametersCommand({ MaxResults: 3, NextToken: page.NextToken }));
  expect([page.Parameters?.length, rest.Parameters?.length, rest.NextToken]).toEqual([3, 1, undefined]);
  const ParameterFilters = [{ Key: 'Name', Option: 'BeginsWith', Values: ['/a/b'] }];
  const filtered = await ssm.send(new DescribeParametersCommand({ ParameterFilters }));
  expect(filtered.Parameters).toMatchObject([{ Name: '/a/b/z', LastModifiedUser: 'arn:aws:iam::000000000000:root' }]);
  const gone = await ssm.send(new DeleteParametersCommand({ Names: ['/a/x', 'missing'] }));
  expect(gone).toMatchObject({ DeletedParameters: ['/a/x'], InvalidParameters: ['missing'] });
  await ssm.send(new DeleteParameterCommand({ Name: 'plain' }));
  await expect(get('plain')).rejects.toMatchObject({ name: 'ParameterNotFound' });
});

test('what a parameter may not be is refused', async () => {
  await expect(put('a/b', 'x')).rejects.toThrow('must be a fully qualified name');
  await expect(put('/aws/x', 'x')).rejects.toThrow('can\'t be prefixed with "aws"');
  await expect(put('x', 'y', {})).rejects.toThrow('A parameter type is required');
  await expect(put('x', 'y'.repeat(4097))).rejects.toThrow('maximum parameter value of 4096 characters');
  await expect(put('x', 'abc', { Type: 'String', AllowedPattern: '^\\d+$' })).rejects.toMatchObject({
    name: 'ParameterPatternMismatchException',
  });
  await expect(put('x', 'y', { Type: 'String', Tier: 'Advanced' })).rejects.toThrow('the parameter tier Advanced');
});

test('templates make parameters and take settings from them', async () => {
  await put('/setting', 'forty-two');
  const TemplateBody = JSON.stringify({
    Parameters: { Setting: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/setting' } },
    Resources: {
      Made: {
        Type: 'AWS::SSM::Parameter',
        Properties: { Name: '/made', Type: 'String', Value: '{{resolve:ssm:/setting:1}}!', Tags: { a: 'b' } },
      },
    },
    Outputs: { Setting: { Value: { Ref: 'Setting' } }, Made: { Value: { 'Fn::GetAtt': ['Made', 'Value'] } } },
  });
  await cfn.send(new CreateStackCommand({ StackName: 'demo', TemplateBody }));
  let stack: Awaited<ReturnType<typeof describe>>;
  const describe = async () => (await cfn.send(new DescribeStacksCommand({ StackName: 'demo' }))).Stacks?.[0];
  do stack = await describe();
  while (stack?.StackStatus === 'CREATE_IN_PROGRESS');
  expect(stack?.Outputs).toEqual([
    { OutputKey: 'Setting', OutputValue: 'forty-two' },
    { OutputKey: 'Made', OutputValue: 'forty-two!' },
  ]);
  expect(stack?.Parameters).toEqual([
    { ParameterKey: 'Setting', ParameterValue: '/setting', ResolvedValue: 'forty-two' },
  ]);
  const tags = new ListTagsForResourceCommand({ ResourceType: 'Parameter', ResourceId: '/made' });
  expect((await ssm.send(tags)).TagList).toEqual([{ Key: 'a', Value: 'b' }]);
  const broken = TemplateBody.replace(':/setting:1', ':/nothing').replace('/made', '/made2');
  await expect(cfn.send(new CreateStackCommand({ StackName: 'two', TemplateBody: broken }))).rejects.toThrow(
    'Unable to fetch parameters [/nothing] from parameter store for this account.',
  );
});

import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import {
  GetPolicyCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  ListRolesCommand,
} from '@aws-sdk/client-iam';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Cloud, startCloud } from '../../cloud.ts';
import { createCloudFormation } from '../../cloudformation/service.ts';
import type { CloudContext } from '../../kernel/context.ts';
import type { ResourceType } from '../../kernel/resource-type.ts';
import { createIam } from '../service.ts';

let cloud: Cloud;
let cfn: CloudFormationClient;
let iam: IAMClient;
beforeEach(async () => {
  let types: readonly ResourceType[] = [];
  const build = (context: CloudContext) => {
    const service = createIam(context);
    types = service.resourceTypes ?? [];
    return service;
  };
  cloud = await startCloud(
    { iam: build, cloudformation: createCloudFormation(() => types) },
    { port: 0, mqttPort: 0, logLevel: 'silent' },
  );
  const settings = {
    endpoint: cloud.endpoint,
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  };
  cfn = new CloudFormationClient(settings);
  iam = new IAMClient(settings);
});
afterEach(() => cloud.stop());

const settled = async () => {
  for (;;) {
    const { Stacks: [stack] = [] } = await cfn.send(new DescribeStacksCommand({ StackName: 'demo' }));
    if (stack?.StackStatus?.endsWith('_IN_PROGRESS') !== true) return stack;
  }
};

const document = (Action: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action, Resource: '*' }],
});

const template = (names: readonly string[], action: string) =>
  JSON.stringify({
    Resources: {
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: {
            Version: '2012-10-17',
            Statement: [
              { Effect: 'Allow', Principal: { Service: ['lambda.amazonaws.com'] }, Action: ['sts:AssumeRole'] },
            ],
          },
          Policies: names.map((PolicyName) => ({ PolicyName, PolicyDocument: document('s3:GetObject') })),
          ManagedPolicyArns: [{ Ref: 'Managed' }],
        },
      },
      Managed: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: document(action) } },
      Inline: {
        Type: 'AWS::IAM::Policy',
        Properties: { PolicyName: 'extra', PolicyDocument: document('sqs:SendMessage'), Roles: [{ Ref: 'Role' }] },
      },
    },
    Outputs: { Arn: { Value: { 'Fn::GetAtt': ['Role', 'Arn'] } }, Policy: { Value: { Ref: 'Managed' } } },
  });

test('roles and their policies live and change with the stack', async () => {
  const StackName = 'demo';
  const create = (Capabilities: ['CAPABILITY_IAM'] | []) =>
    cfn.send(
      new CreateStackCommand({ StackName, TemplateBody: template(['one', 'two'], 'sns:Publish'), Capabilities }),
    );
  await expect(create([])).rejects.toThrow('Requires capabilities : [CAPABILITY_IAM]');
  await create(['CAPABILITY_IAM']);
  const made = await settled();
  expect(made?.StackStatus).toBe('CREATE_COMPLETE');
  const { Roles: [role] = [] } = await iam.send(new ListRolesCommand({}));
  expect(made?.Outputs).toContainEqual({ OutputKey: 'Arn', OutputValue: role?.Arn });
  const RoleName = role?.RoleName ?? '';
  const inline = async () => (await iam.send(new ListRolePoliciesCommand({ RoleName }))).PolicyNames;
  expect(await inline()).toEqual(['extra', 'one', 'two']);
  expect((await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }))).AttachedPolicies).toHaveLength(1);

  const TemplateBody = template(['two', 'three'], 'sns:Subscribe');
  await cfn.send(new UpdateStackCommand({ StackName, TemplateBody, Capabilities: ['CAPABILITY_IAM'] }));
  expect((await settled())?.StackStatus).toBe('UPDATE_COMPLETE');
  expect(await inline()).toEqual(['extra', 'three', 'two']);
  const PolicyArn = made?.Outputs?.find(({ OutputKey }) => OutputKey === 'Policy')?.OutputValue ?? '';
  expect((await iam.send(new GetPolicyCommand({ PolicyArn }))).Policy?.DefaultVersionId).toBe('v2');

  await cfn.send(new DeleteStackCommand({ StackName }));
  await expect(settled()).rejects.toThrow('does not exist');
  expect((await iam.send(new ListRolesCommand({}))).Roles).toEqual([]);
  await expect(iam.send(new GetPolicyCommand({ PolicyArn }))).rejects.toMatchObject({ name: 'NoSuchEntityException' });
});

import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import {
  GetBucketLifecycleConfigurationCommand,
  GetBucketPolicyCommand,
  GetBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Cloud, startCloud } from '../../cloud.ts';
import { createCloudFormation } from '../../cloudformation/service.ts';
import type { ResourceType } from '../../kernel/resource-type.ts';
import { createS3 } from '../service.ts';

let cloud: Cloud;
let cloudFormation: CloudFormationClient;
let s3: S3Client;

beforeEach(async () => {
  let types: readonly ResourceType[] = [];
  const s3Service: typeof createS3 = (context) => {
    const service = createS3(context);
    types = service.resourceTypes ?? [];
    return service;
  };
  cloud = await startCloud(
    { s3: s3Service, cloudformation: createCloudFormation(() => types) },
    { port: 0, mqttPort: 0, logLevel: 'silent' },
  );
  const options = {
    endpoint: cloud.endpoint,
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  };
  cloudFormation = new CloudFormationClient(options);
  s3 = new S3Client(options);
});
afterEach(async () => {
  cloudFormation.destroy();
  s3.destroy();
  await cloud.stop();
});

const template = (bucket: object, more: object = {}) =>
  JSON.stringify({
    Resources: {
      Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'archive-of-tests', ...bucket } },
      ...more,
    },
    Outputs: { Arn: { Value: { 'Fn::GetAtt': ['Bucket', 'Arn'] } } },
  });

const settled = () =>
  expect.poll(async () => {
    const { Stacks } = await cloudFormation.send(new DescribeStacksCommand({ StackName: 'demo' }));
    return Stacks?.[0]?.StackStatus;
  });

test('a bucket comes with its configuration, changes in place, and is not deleted while it holds objects', async () => {
  const rules = { Rules: [{ Id: 'old', Status: 'Enabled', Prefix: 'archive/', ExpirationInDays: 30 }] };
  const policy = {
    Type: 'AWS::S3::BucketPolicy',
    Properties: { Bucket: { Ref: 'Bucket' }, PolicyDocument: { Statement: [{ Effect: 'Deny', Action: 's3:*' }] } },
  };
  const first = template(
    { VersioningConfiguration: { Status: 'Enabled' }, LifecycleConfiguration: rules },
    { Policy: policy },
  );
  await cloudFormation.send(new CreateStackCommand({ StackName: 'demo', TemplateBody: first }));
  await settled().toBe('CREATE_COMPLETE');
  const Bucket = 'archive-of-tests';
  expect((await s3.send(new GetBucketVersioningCommand({ Bucket }))).Status).toBe('Enabled');
  const lifecycle = await s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }));
  expect(lifecycle.Rules).toMatchObject([{ ID: 'old', Filter: { Prefix: 'archive/' }, Expiration: { Days: 30 } }]);
  expect((await s3.send(new GetBucketPolicyCommand({ Bucket }))).Policy).toContain('"Deny"');

  await cloudFormation.send(new UpdateStackCommand({ StackName: 'demo', TemplateBody: template({}) }));
  await settled().toBe('UPDATE_COMPLETE');
  expect((await s3.send(new GetBucketVersioningCommand({ Bucket }))).Status).toBe('Suspended');
  await expect(s3.send(new GetBucketPolicyCommand({ Bucket }))).rejects.toMatchObject({ name: 'NoSuchBucketPolicy' });

  await s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' }));
  await cloudFormation.send(new DeleteStackCommand({ StackName: 'demo' }));
  await settled().toBe('DELETE_FAILED');
});

test('a property that is not honoured fails the deployment by its name', async () => {
  const body = template({ WebsiteConfiguration: { IndexDocument: 'index.html' } });
  const created = cloudFormation.send(new CreateStackCommand({ StackName: 'demo', TemplateBody: body }));
  await expect(created).rejects.toThrow(/WebsiteConfiguration/);
});

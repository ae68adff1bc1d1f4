import { CloudFormationClient, CreateStackCommand, UpdateStackCommand } from '@aws-sdk/client-cloudformation';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { allServices, type Cloud, startCloud } from '@signalbox/local-cloud';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { settingsOf } from '../test-cloud.fixture.ts';
import { stacksOf } from './look-at-stacks.ts';
import type { Service } from './services.ts';

const decisions: Service = { name: 'decisions', serviceName: 'signalbox-decisions', folder: '/nowhere' };
const StackName = 'signalbox-decisions-local';
const bucketName = 'decisions-deployments';

let cloud: Cloud;
let cloudFormation: CloudFormationClient;
let s3: S3Client;

beforeAll(async () => {
  cloud = await startCloud(allServices(), { port: 0, mqttPort: 0 });
  cloudFormation = new CloudFormationClient(settingsOf(cloud));
  s3 = new S3Client({ ...settingsOf(cloud), forcePathStyle: true });
});

afterAll(async () => {
  cloudFormation?.destroy();
  s3?.destroy();
  await cloud?.stop();
});

const templateOf = (edition: string): string =>
  JSON.stringify({
    Resources: { ServerlessDeploymentBucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: bucketName } } },
    Outputs: { Edition: { Value: edition } },
  });

/** What the framework leaves in its bucket before it changes the stack. */
const store = async (stamp: number, template: string): Promise<void> => {
  const folder = `serverless/signalbox-decisions/local/${stamp}-${new Date(stamp).toISOString()}`;
  const Key = `${folder}/compiled-cloudformation-template.json`;
  await s3.send(new PutObjectCommand({ Bucket: bucketName, Key, Body: template }));
};

const look = async () => {
  const target = { stage: 'local', region: 'us-east-1', isLocal: true, endpointUrl: cloud.endpoint };
  const stacks = stacksOf(target);
  const [state] = await stacks.look([decisions]);
  stacks.close();
  return state;
};

const untilStatus = (status: string) =>
  vi.waitFor(async () => expect(await look()).toMatchObject({ status }), { timeout: 20_000, interval: 100 });

test('tells which stored package a stack runs, not the one of a deployment that failed after it', async () => {
  expect(await look()).toEqual({ service: 'decisions' });
  await cloudFormation.send(new CreateStackCommand({ StackName, TemplateBody: templateOf('one') }));
  await untilStatus('CREATE_COMPLETE');
  const before = await look();
  expect(before).not.toHaveProperty('package');
  await store(1_700_000_000_001, templateOf('one'));
  await store(1_700_000_000_002, templateOf('two'));
  expect(await look()).toMatchObject({ package: '1700000000001' });
  await cloudFormation.send(new UpdateStackCommand({ StackName, TemplateBody: templateOf('two') }));
  await untilStatus('UPDATE_COMPLETE');
  const after = await look();
  expect(after).toMatchObject({ package: '1700000000002' });
  expect(after?.changedAt).not.toBe(before?.changedAt);
});

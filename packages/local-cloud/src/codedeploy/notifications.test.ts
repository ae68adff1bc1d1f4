import { EventBridgeClient, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { applicationName, type DeployCloud, deploymentGroupName, startDeployCloud } from './testing/deploy-cloud.ts';

let cloud: DeployCloud;
let sqs: SQSClient;
let QueueUrl: string;
const queueArn = 'arn:aws:sqs:us-east-1:000000000000:news';
const config = () => ({
  endpoint: cloud.cloud.endpoint,
  region: 'us-east-1',
  credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
});

beforeEach(async () => {
  cloud = await startDeployCloud();
  sqs = new SQSClient(config());
  const policy = { Statement: [{ Effect: 'Allow', Principal: '*', Action: 'sqs:SendMessage', Resource: '*' }] };
  const Attributes = { Policy: JSON.stringify({ Version: '2012-10-17', ...policy }) };
  QueueUrl = (await sqs.send(new CreateQueueCommand({ QueueName: 'news', Attributes }))).QueueUrl ?? '';
});
afterEach(async () => {
  sqs.destroy();
  await cloud.stop();
});

const received = async (count: number): Promise<readonly Record<string, unknown>[]> => {
  const bodies: Record<string, unknown>[] = [];
  while (bodies.length < count) {
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
    bodies.push(...Messages.map(({ Body = '' }) => JSON.parse(Body) as Record<string, unknown>));
  }
  return bodies;
};

test('triggers tell a topic of the start, the failure and the rollback', async () => {
  const sns = new SNSClient(config());
  const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: 'news' }));
  await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint: queueArn }));
  sns.destroy();
  await cloud.prepare({
    autoRollbackConfiguration: { enabled: true, events: ['DEPLOYMENT_FAILURE'] },
    triggerConfigurations: [
      {
        triggerName: 'people',
        triggerTargetArn: TopicArn,
        triggerEvents: ['DeploymentStart', 'DeploymentFailure', 'DeploymentRollback'],
      },
    ],
  });
  const id = await cloud.create({ beforeAllowTraffic: 'CodeDeployHook_missing' });
  await cloud.ended(id);
  const messages = (await received(4)).map(({ Message }) => JSON.parse(String(Message)) as Record<string, unknown>);
  const failed = messages.find(({ status }) => status === 'Failed');
  expect(failed).toEqual({
    region: 'us-east-1',
    accountId: '000000000000',
    eventTriggerName: 'people',
    applicationName,
    deploymentId: id,
    deploymentGroupName,
    createTime: expect.stringMatching(/^\d+\.\d{3}$/),
    completeTime: expect.stringMatching(/^\d+\.\d{3}$/),
    deploymentOverview: { Failed: '1', InProgress: '0', Pending: '0', Skipped: '0', Succeeded: '0' },
    status: 'Failed',
    errorInformation: { ErrorCode: 'INVALID_LAMBDA_FUNCTION', ErrorMessage: expect.stringContaining('missing') },
  });
  const rollback = messages.find(({ status }) => status === 'Created');
  expect(rollback?.['rollbackInformation']).toMatchObject({ RollbackTriggeringDeploymentId: id });
  expect(messages.filter(({ status }) => status === 'InProgress')).toHaveLength(2);
});

test('the default event bus hears of each change of state', async () => {
  const events = new EventBridgeClient(config());
  const EventPattern = JSON.stringify({ source: ['aws.codedeploy'] });
  await events.send(new PutRuleCommand({ Name: 'deployments', EventPattern }));
  await events.send(new PutTargetsCommand({ Rule: 'deployments', Targets: [{ Id: '1', Arn: queueArn }] }));
  events.destroy();
  await cloud.prepare();
  const deploymentId = await cloud.create();
  await cloud.ended(deploymentId);
  const all = await received(2);
  const states = all.map(({ detail }) => (detail as { state: string }).state);
  expect(states.sort()).toEqual(['START', 'SUCCESS']);
  expect(all[0]).toMatchObject({
    'detail-type': 'CodeDeploy Deployment State-change Notification',
    resources: [
      `arn:aws:codedeploy:us-east-1:000000000000:deploymentgroup:${applicationName}/${deploymentGroupName}`,
      `arn:aws:codedeploy:us-east-1:000000000000:application:${applicationName}`,
    ],
    detail: { deploymentId, application: applicationName, deploymentGroup: deploymentGroupName, region: 'us-east-1' },
  });
});

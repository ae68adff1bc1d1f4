import { EventBridgeClient, PutEventsCommand, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import { CreateTopicRuleCommand, IoTClient } from '@aws-sdk/client-iot';
import { IoTDataPlaneClient, PublishCommand as PublishMessage } from '@aws-sdk/client-iot-data-plane';
import { AddPermissionCommand, CreateAliasCommand, PublishVersionCommand } from '@aws-sdk/client-lambda';
import { CreateTopicCommand, PublishCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createEvents } from '../events/service.ts';
import { createIot } from '../iot/service.ts';
import { createSns } from '../sns/service.ts';
import { type LambdaCloud, startLambdaCloud } from './testing/lambda-cloud.ts';

const aliasArn = 'arn:aws:lambda:us-east-1:000000000000:function:f:live';
const code = `export const handler = async (event, { functionVersion, invokedFunctionArn }) =>
  void process.stdout.write('GOT ' + JSON.stringify([functionVersion, invokedFunctionArn, event]) + '\\n');`;

let lambda: LambdaCloud;
beforeAll(async () => {
  lambda = await startLambdaCloud({}, { sns: createSns, events: createEvents, iot: createIot });
  await lambda.create('f', code);
  await lambda.client.send(new PublishVersionCommand({ FunctionName: 'f' }));
  await lambda.client.send(new CreateAliasCommand({ FunctionName: 'f', Name: 'live', FunctionVersion: '1' }));
});
afterAll(() => lambda.stop());

const options = () => ({
  endpoint: lambda.cloud.endpoint,
  region: 'us-east-1',
  maxAttempts: 1,
  credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
});

/** Lets a service invoke the alias, and only the alias. */
const permit = (service: string) =>
  lambda.client.send(
    new AddPermissionCommand({
      FunctionName: aliasArn,
      StatementId: service,
      Action: 'lambda:InvokeFunction',
      Principal: `${service}.amazonaws.com`,
    }),
  );

const arrived = (text: string) => {
  const lines = lambda.witness.logs.filter(({ message }) => message.startsWith('GOT ') && message.includes(text));
  return lines.map(({ message }) => JSON.parse(message.slice(4)).slice(0, 2));
};
const arrivesByAlias = (text: string) =>
  vi.waitFor(() => expect(arrived(text)).toEqual([['1', aliasArn]]), { timeout: 10_000 });

test('a subscription of a topic invokes an alias', async () => {
  await permit('sns');
  const sns = new SNSClient(options());
  const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: 't' }));
  await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'lambda', Endpoint: aliasArn }));
  await sns.send(new PublishCommand({ TopicArn, Message: 'from-sns' }));
  await arrivesByAlias('from-sns');
});

test('a rule of EventBridge invokes an alias', async () => {
  await permit('events');
  const events = new EventBridgeClient(options());
  await events.send(new PutRuleCommand({ Name: 'r', EventPattern: '{"source": ["test"]}' }));
  await events.send(new PutTargetsCommand({ Rule: 'r', Targets: [{ Id: '1', Arn: aliasArn }] }));
  const Detail = '{"text": "from-events"}';
  await events.send(new PutEventsCommand({ Entries: [{ Source: 'test', DetailType: 'd', Detail }] }));
  await arrivesByAlias('from-events');
});

test('the Lambda action and aws_lambda() of a topic rule invoke an alias', async () => {
  await permit('iot');
  const topicRulePayload = {
    sql: `SELECT *, aws_lambda('${aliasArn}', {"text": "from-sql"}) AS answer FROM 'a/b'`,
    awsIotSqlVersion: '2016-03-23',
    actions: [{ lambda: { functionArn: aliasArn } }],
  };
  await new IoTClient(options()).send(new CreateTopicRuleCommand({ ruleName: 'r', topicRulePayload }));
  const payload = Buffer.from('{"text": "from-rule"}');
  await new IoTDataPlaneClient(options()).send(new PublishMessage({ topic: 'a/b', payload }));
  await arrivesByAlias('from-sql');
  await arrivesByAlias('from-rule');
});

import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { GetTopicRuleCommand, IoTClient } from '@aws-sdk/client-iot';
import { IoTDataPlaneClient, UpdateThingShadowCommand } from '@aws-sdk/client-iot-data-plane';
import { AddPermissionCommand, CreateFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import mqtt, { type MqttClient } from 'mqtt';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { allServices } from '../../all-services.ts';
import { type Cloud, startCloud } from '../../cloud.ts';
import { zip } from '../../lambda/testing/zip.ts';

const ROLE = 'arn:aws:iam::000000000000:role/rules';
const FUNCTION = 'arn:aws:lambda:us-east-1:000000000000:function:double';

const trusting = (Service: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service }, Action: 'sts:AssumeRole' }],
});

/** The foundation of a rule, and the rule with this statement. */
const template = (sql: string): string =>
  JSON.stringify({
    Resources: {
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: { RoleName: 'rules', AssumeRolePolicyDocument: trusting('iot.amazonaws.com') },
      },
      Table: {
        Type: 'AWS::DynamoDB::Table',
        Properties: {
          TableName: 'sites',
          BillingMode: 'PAY_PER_REQUEST',
          AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
          KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        },
      },
      FunctionRole: {
        Type: 'AWS::IAM::Role',
        Properties: { RoleName: 'function', AssumeRolePolicyDocument: trusting('lambda.amazonaws.com') },
      },
      Rule: {
        Type: 'AWS::IoT::TopicRule',
        DependsOn: ['Role'],
        Properties: {
          RuleName: 'enriched',
          TopicRulePayload: {
            AwsIotSqlVersion: '2016-03-23',
            Sql: sql,
            Actions: [{ Republish: { RoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] }, Topic: 'out/${@pump}', Qos: 1 } }],
          },
        },
      },
    },
  });

let cloud: Cloud;
let clients: MqttClient[];

beforeEach(async () => {
  clients = [];
  cloud = await startCloud(allServices(), { port: 0, mqttPort: 0, logLevel: 'silent' });
});
afterEach(async () => {
  for (const client of clients) client.end(true);
  await cloud.stop();
});

const options = () => ({
  endpoint: cloud.endpoint,
  region: 'us-east-1',
  maxAttempts: 1,
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
});

/** Deploys; gives the status of the stack and why the rule failed. */
async function deploy(sql: string): Promise<{ status: string | undefined; reason: string | undefined }> {
  const client = new CloudFormationClient(options());
  const StackName = 'rules';
  await client.send(
    new CreateStackCommand({ StackName, TemplateBody: template(sql), Capabilities: ['CAPABILITY_NAMED_IAM'] }),
  );
  for (;;) {
    const { Stacks: [stack] = [] } = await client.send(new DescribeStacksCommand({ StackName }));
    if (stack?.StackStatus?.endsWith('_IN_PROGRESS') === true) continue;
    const { StackEvents = [] } = await client.send(new DescribeStackEventsCommand({ StackName }));
    const failed = StackEvents.find(({ LogicalResourceId, ResourceStatus }) => {
      return LogicalResourceId === 'Rule' && ResourceStatus === 'CREATE_FAILED';
    });
    return { status: stack?.StackStatus, reason: failed?.ResourceStatusReason };
  }
}

async function fillCloud(): Promise<void> {
  const item = { id: { S: 'north' }, city: { S: 'Tromsø' } };
  await new DynamoDBClient(options()).send(new PutItemCommand({ TableName: 'sites', Item: item }));
  const lambda = new LambdaClient(options());
  await lambda.send(
    new CreateFunctionCommand({
      FunctionName: 'double',
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Role: 'arn:aws:iam::000000000000:role/function',
      Code: { ZipFile: zip({ 'index.mjs': 'export const handler = async ({ n }) => ({ n: n * 2 });' }) },
    }),
  );
  await lambda.send(
    new AddPermissionCommand({
      FunctionName: 'double',
      StatementId: 'rule',
      Action: 'lambda:InvokeFunction',
      Principal: 'iot.amazonaws.com',
      SourceArn: 'arn:aws:iot:us-east-1:000000000000:rule/enriched',
    }),
  );
  const payload = Buffer.from('{"state":{"reported":{"armed":true}}}');
  await new IoTDataPlaneClient(options()).send(new UpdateThingShadowCommand({ thingName: 'pump-7', payload }));
}

async function connect(): Promise<MqttClient> {
  const client = await mqtt.connectAsync(`mqtt://${cloud.services.iot.mqttAddress()}`, { reconnectPeriod: 0 });
  clients.push(client);
  return client;
}

it('republishes what a deployed rule of every clause made of a message and of the other services', async () => {
  const sql = `
    SET @pump = topic(2)
    SELECT (SELECT name, t FROM readings WHERE t > 30) AS hot,
      CASE mode WHEN 'eco' THEN 'saving' ELSE 'normal' END AS mode,
      get_dynamodb('sites', 'id', site, '${ROLE}').city AS city,
      aws_lambda('${FUNCTION}', {'n': n}).n AS twice
    FROM 'in/+'
    WHERE get_thing_shadow(@pump, '${ROLE}').state.reported.armed = true`;
  expect(await deploy(sql)).toEqual({ status: 'CREATE_COMPLETE', reason: undefined });
  await fillCloud();
  const client = await connect();
  await client.subscribeAsync('out/+');
  const received = new Promise<string>((resolve) => {
    client.on('message', (topic, payload) => resolve(`${topic} ${payload}`));
  });
  const readings = '[{"name":"a","t":20},{"name":"b","t":31.50,"unit":"C"}]';
  const message = (mode: string) => `{"readings":${readings},"mode":"${mode}","site":"north","n":21}`;
  await client.publishAsync('in/pump-8', message('unarmed'), { qos: 1 });
  await client.publishAsync('in/pump-7', message('eco'), { qos: 1 });
  expect(await received).toBe('out/pump-7 {"hot":[{"name":"b","t":31.5}],"mode":"saving","city":"Tromsø","twice":42}');
});

it('fails the deployment of a rule whose function has no service here, by its name', async () => {
  const { status, reason } = await deploy(`SELECT get_secret('s', 'SecretString', '${ROLE}') AS s FROM 'in/+'`);
  expect(status).toBe('ROLLBACK_COMPLETE');
  expect(reason).toContain('get_secret()');
  const gone = new IoTClient(options()).send(new GetTopicRuleCommand({ ruleName: 'enriched' }));
  await expect(gone).rejects.toMatchObject({ name: 'UnauthorizedException' });
});

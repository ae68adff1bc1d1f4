import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateEventBusCommand,
  DeleteRuleCommand,
  DescribeRuleCommand,
  EventBridgeClient,
  PutEventsCommand,
  PutRuleCommand,
  type PutRuleCommandInput,
  PutTargetsCommand,
  type Target,
  TestEventPatternCommand,
} from '@aws-sdk/client-eventbridge';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Cloud, startCloud } from '../cloud.ts';
import { AwsError } from '../kernel/aws-error.ts';
import type { ServiceFactory } from '../kernel/service.ts';
import type { LambdaPort } from '../ports/lambda.ts';
import type { SqsPort } from '../ports/sqs.ts';
import { createEvents } from './service.ts';

interface Sent {
  readonly to: string;
  readonly body: string;
  readonly options?: Parameters<SqsPort['sendMessage']>[2];
}

let sent: Sent[];
let failures: Error[];
let dataDirectory: string;
let cloud: Cloud;
let client: EventBridgeClient;

const queues: ServiceFactory<SqsPort> = () => ({
  name: 'sqs',
  apis: [],
  port: {
    sendMessage: async (to: string, body: string, options: Sent['options']) => {
      sent.push({ to, body, ...(options === undefined ? {} : { options }) });
      return { messageId: 'm' };
    },
  } as unknown as SqsPort,
});
const functions: ServiceFactory<Pick<LambdaPort, 'invoke'>> = () => ({
  name: 'lambda',
  apis: [],
  port: {
    invoke: async (to, payload, _type, caller) => {
      const failure = failures.shift();
      if (failure !== undefined) throw failure;
      sent.push({ to: `${to} by ${caller?.sourceArn}`, body: Buffer.from(payload).toString() });
      return { statusCode: 202, payload: new Uint8Array(), executedVersion: '1' };
    },
  },
});

const open = async (speed = 1) => {
  cloud = await startCloud(
    { sqs: queues, lambda: functions as ServiceFactory<LambdaPort>, events: createEvents },
    { port: 0, mqttPort: 0, dataDirectory, speed, logLevel: 'silent' },
  );
  client = new EventBridgeClient({
    endpoint: cloud.endpoint,
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  });
};
const close = async () => {
  client.destroy();
  await cloud.stop();
};

beforeEach(async () => {
  sent = [];
  failures = [];
  dataDirectory = mkdtempSync(join(tmpdir(), 'signalbox-test-'));
  await open();
});
afterEach(async () => {
  await close();
  rmSync(dataDirectory, { recursive: true, force: true });
});

const queueArn = 'arn:aws:sqs:us-east-1:000000000000:requests';
const functionArn = 'arn:aws:lambda:us-east-1:000000000000:function:f';

const putRule = async (target: Target, rule: Partial<PutRuleCommandInput> = {}) => {
  const pattern = rule.ScheduleExpression === undefined ? { EventPattern: '{"source":["signalbox.decisions"]}' } : {};
  await client.send(new PutRuleCommand({ Name: 'r', ...pattern, ...rule }));
  await client.send(new PutTargetsCommand({ Rule: 'r', EventBusName: rule.EventBusName, Targets: [target] }));
};
const putEvent = (Detail: object, EventBusName?: string) =>
  client.send(
    new PutEventsCommand({
      Entries: [
        { Source: 'signalbox.decisions', DetailType: 'Decision', Detail: JSON.stringify(Detail), EventBusName },
      ],
    }),
  );

test('an event reaches the targets of the rules that it matches', async () => {
  await putRule({ Id: 'q', Arn: queueArn });
  const { Entries: [entry] = [] } = await putEvent({ deviceId: 'pump-7' });
  await client.send(new PutEventsCommand({ Entries: [{ Source: 'other', DetailType: 'x', Detail: '{}' }] }));
  await expect.poll(() => sent).toHaveLength(1);
  expect(sent[0]?.to).toBe(queueArn);
  expect(JSON.parse(sent[0]?.body ?? '')).toEqual({
    version: '0',
    id: entry?.EventId,
    'detail-type': 'Decision',
    source: 'signalbox.decisions',
    account: '000000000000',
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    region: 'us-east-1',
    resources: [],
    detail: { deviceId: 'pump-7' },
  });
});

test('a custom bus, an input transformer, a FIFO group', async () => {
  await client.send(new CreateEventBusCommand({ Name: 'signalbox-test' }));
  const transformer = {
    InputPathsMap: { device: '$.detail.deviceId', type: "$['detail-type']", all: '$.detail', none: '$.detail.none' },
    InputTemplate:
      '{"text": "<device> says \\"<type>\\"", "device": <device>, "all": <all>, "rule": "<aws.events.rule-name>", "n": "<none>"}',
  };
  await putRule(
    { Id: 'q', Arn: `${queueArn}.fifo`, InputTransformer: transformer, SqsParameters: { MessageGroupId: 'g' } },
    { EventBusName: 'signalbox-test' },
  );
  await putEvent({ deviceId: 'pump "7"' }, 'signalbox-test');
  await expect.poll(() => sent).toHaveLength(1);
  expect(JSON.parse(sent[0]?.body ?? '')).toEqual({
    text: 'pump "7" says "Decision"',
    device: 'pump "7"',
    all: { deviceId: 'pump "7"' },
    rule: 'r',
    n: '',
  });
  expect(sent[0]?.options).toEqual({ messageGroupId: 'g' });
  expect((await client.send(new DescribeRuleCommand({ Name: 'r', EventBusName: 'signalbox-test' }))).Arn).toBe(
    'arn:aws:events:us-east-1:000000000000:rule/signalbox-test/r',
  );
});

test('one bus sends on to another, once', async () => {
  for (const Name of ['one', 'two']) await client.send(new CreateEventBusCommand({ Name }));
  const bus = (name: string) => `arn:aws:events:us-east-1:000000000000:event-bus/${name}`;
  await putRule({ Id: 'on', Arn: bus('two') }, { EventBusName: 'one' });
  await putRule({ Id: 'back', Arn: bus('one') }, { EventBusName: 'two' });
  await client.send(new PutTargetsCommand({ Rule: 'r', EventBusName: 'two', Targets: [{ Id: 'q', Arn: queueArn }] }));
  await putEvent({}, 'one');
  await expect.poll(() => sent).toHaveLength(1);
});

test('a throttled target is tried again; one that is gone sends the event to the dead-letter queue', async () => {
  failures = [
    new AwsError('TooManyRequestsException', 'slow', { status: 429 }),
    new AwsError('ResourceNotFoundException', 'Function not found', { status: 404 }),
  ];
  await putRule({ Id: 'f', Arn: functionArn, DeadLetterConfig: { Arn: queueArn } });
  await putEvent({ n: 1 });
  await expect.poll(() => sent, { timeout: 4000 }).toHaveLength(1);
  expect(sent[0]?.to).toBe(queueArn);
  expect(JSON.parse(sent[0]?.body ?? '')).toMatchObject({ detail: { n: 1 } });
  expect(sent[0]?.options?.messageAttributes).toEqual({
    RULE_ARN: { DataType: 'String', StringValue: 'arn:aws:events:us-east-1:000000000000:rule/r' },
    TARGET_ARN: { DataType: 'String', StringValue: functionArn },
    ERROR_CODE: { DataType: 'String', StringValue: 'NO_RESOURCE' },
    ERROR_MESSAGE: { DataType: 'String', StringValue: 'Function not found' },
    RETRY_ATTEMPTS: { DataType: 'Number', StringValue: '1' },
  });
});

test('what was accepted and not delivered is delivered after a restart', async () => {
  failures = Array.from({ length: 50 }, () => new AwsError('ServiceException', 'down', { status: 500 }));
  await putRule({ Id: 'f', Arn: functionArn });
  await putEvent({ n: 1 });
  await expect.poll(() => failures.length).toBeLessThan(50);
  await close();
  failures = [];
  await open(100);
  await expect.poll(() => sent, { timeout: 4000 }).toHaveLength(1);
  expect(sent[0]?.to).toBe(`${functionArn} by arn:aws:events:us-east-1:000000000000:rule/r`);
});

test('what was accepted is delivered after a kill', async () => {
  failures = Array.from({ length: 50 }, () => new AwsError('ServiceException', 'down', { status: 500 }));
  await putRule({ Id: 'f', Arn: functionArn });
  await putEvent({ n: 1 });
  // What a kill at this moment would leave.
  const left = `${dataDirectory}-left`;
  cpSync(dataDirectory, left, { recursive: true });
  await close();
  rmSync(dataDirectory, { recursive: true });
  dataDirectory = left;
  failures = [];
  await open(100);
  await expect.poll(() => sent, { timeout: 4000 }).toHaveLength(1);
});

test('a schedule fires on the time of the cloud and keeps its next time over a restart', async () => {
  await close();
  await open(1000);
  await putRule({ Id: 'f', Arn: functionArn }, { ScheduleExpression: 'rate(1 minute)' });
  await expect.poll(() => sent.length, { timeout: 4000 }).toBeGreaterThanOrEqual(3);
  await close();
  await open(1000);
  const count = sent.length;
  await expect.poll(() => sent.length, { timeout: 4000 }).toBeGreaterThan(count + 2);
  const times = sent.map(({ body }) => Date.parse((JSON.parse(body) as { time: string }).time));
  expect(new Set(times).size).toBe(times.length);
  expect(JSON.parse(sent[0]?.body ?? '')).toMatchObject({
    'detail-type': 'Scheduled Event',
    source: 'aws.events',
    resources: ['arn:aws:events:us-east-1:000000000000:rule/r'],
    detail: {},
  });
});

test('each entry of PutEvents stands for itself', async () => {
  const answer = await client.send(
    new PutEventsCommand({
      Entries: [
        { Source: 'a', DetailType: 'b', Detail: '{}' },
        { DetailType: 'b', Detail: '{}' },
        { Source: 'a', DetailType: 'b', Detail: '[1]' },
        { Source: 'aws.s3', DetailType: 'b', Detail: '{}' },
        { Source: 'a', DetailType: 'b', Detail: '{}', EventBusName: 'gone' },
      ],
    }),
  );
  expect(answer.FailedEntryCount).toBe(4);
  expect(answer.Entries?.map((entry) => entry.ErrorCode)).toEqual([
    undefined,
    'InvalidArgument',
    'MalformedDetail',
    'NotAuthorizedForSourceException',
    'ResourceNotFoundException',
  ]);
});

test('bad rules and targets are refused', async () => {
  const put = (rule: Partial<PutRuleCommandInput>) => client.send(new PutRuleCommand({ Name: 'r', ...rule }));
  await expect(put({})).rejects.toThrow('EventPattern or ScheduleExpression must be specified');
  await expect(put({ EventPattern: '{"a": 1}' })).rejects.toMatchObject({ name: 'InvalidEventPatternException' });
  await client.send(new CreateEventBusCommand({ Name: 'one' }));
  await expect(put({ ScheduleExpression: 'rate(1 day)', EventBusName: 'one' })).rejects.toThrow('default event bus');
  await expect(putRule({ Id: 'x', Arn: 'arn:aws:batch:us-east-1:000000000000:job-queue/q' })).rejects.toThrow(
    'job-queue',
  );
  await expect(putRule({ Id: 'x', Arn: queueArn, EcsParameters: { TaskDefinitionArn: 'x' } })).rejects.toThrow(
    'EcsParameters',
  );
  await putRule({ Id: 'x', Arn: queueArn });
  await expect(client.send(new DeleteRuleCommand({ Name: 'r' }))).rejects.toThrow(
    "can't be deleted since it has targets",
  );
});

test('a pattern can be tried', async () => {
  const Event = JSON.stringify({
    id: '1',
    account: '0',
    source: 'a',
    time: '2026-01-01T00:00:00Z',
    region: 'r',
    resources: [],
    'detail-type': 'b',
    detail: { n: 1 },
  });
  const EventPattern = '{"detail":{"n":[{"numeric":[">",0]}]}}';
  expect((await client.send(new TestEventPatternCommand({ EventPattern, Event }))).Result).toBe(true);
});

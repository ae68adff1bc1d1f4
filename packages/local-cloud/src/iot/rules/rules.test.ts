import { CreateTopicRuleCommand, DisableTopicRuleCommand, type TopicRulePayload } from '@aws-sdk/client-iot';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AwsError } from '../../kernel/aws-error.ts';
import { IotCloud, until } from '../testing/iot-cloud.ts';

const roleArn = 'arn:aws:iam::000000000000:role/r';
const INGEST =
  "SELECT encode(*,'base64') AS payload, topic() AS topic, clientid() AS clientId, timestamp() AS receivedAt FROM 'dt/#'";

let cloud: IotCloud;

beforeEach(async () => {
  cloud = await IotCloud.start();
});
afterEach(() => cloud.stop());

async function createRule(ruleName: string, payload: Partial<TopicRulePayload> & { sql: string }): Promise<void> {
  const topicRulePayload: TopicRulePayload = { actions: [], awsIotSqlVersion: '2016-03-23', ...payload };
  await cloud.iot.send(new CreateTopicRuleCommand({ ruleName, topicRulePayload }));
}

const text = (bytes: unknown) => Buffer.from(bytes as Uint8Array).toString();
const settle = () => new Promise((resolve) => setTimeout(resolve, 20));

describe('the kinesis action', () => {
  const kinesis = { roleArn, streamName: 'telemetry', partitionKey: '${topic(3)}' };

  it('gets every message in order, in batches, also over Basic Ingest and HTTP', async () => {
    await createRule('ingest', { sql: INGEST, actions: [{ kinesis }] });
    const client = await cloud.connect('gateway');
    const payloads = Array.from({ length: 50 }, (_each, index) => String(index));
    await Promise.all(payloads.map((payload) => client.publishAsync('dt/demo/pump-7/telemetry', payload, { qos: 1 })));
    await client.publishAsync('$aws/rules/ingest/dt/demo/pump-8/telemetry', 'basic', { qos: 1 });
    await client.publishAsync('dt', 'no match', { qos: 1 });
    const calls = cloud.fakes.of('kinesis', 'putRecords') as [string, { data: Uint8Array; partitionKey: string }[]][];
    const records = calls.flatMap(([stream, list]) => list.map((record) => ({ stream, ...record })));
    expect(calls.length).toBeLessThan(30);
    const documents = records.map(({ data }) => JSON.parse(text(data)));
    expect(documents.map(({ payload }) => Buffer.from(payload, 'base64').toString())).toEqual([...payloads, 'basic']);
    expect(records.at(-1)).toMatchObject({ stream: 'telemetry', partitionKey: 'pump-8' });
    expect(documents.at(-1)).toMatchObject({ topic: 'dt/demo/pump-8/telemetry', clientId: 'gateway' });
  });

  it('holds the PUBACK until the record is on disk', async () => {
    await createRule('ingest', { sql: INGEST, actions: [{ kinesis }] });
    let release = (): void => undefined;
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const port = cloud.cloud.services.kinesis;
    const { putRecords } = port;
    Object.assign(port, {
      putRecords: async (...args: Parameters<typeof putRecords>) => gate.then(() => putRecords(...args)),
    });
    const client = await cloud.connect('c');
    let isAcknowledged = false;
    const published = client.publishAsync('dt/demo/x', 'x', { qos: 1 }).then(() => {
      isAcknowledged = true;
    });
    await settle();
    expect(isAcknowledged).toBe(false);
    release();
    await published;
  });

  it('retries what is intermittent, and a bad record does not fail its neighbours', async () => {
    await createRule('ingest', { sql: INGEST, actions: [{ kinesis }] });
    let refusals = 0;
    cloud.fakes.fail = ({ method, args }) => {
      if (method !== 'putRecords') return undefined;
      const records = args[1] as { partitionKey: string }[];
      if (records.some(({ partitionKey }) => partitionKey === '')) return new AwsError('ValidationException', 'no key');
      refusals += 1;
      return refusals === 1 ? new AwsError('ProvisionedThroughputExceededException', 'slow down') : undefined;
    };
    const client = await cloud.connect('c');
    await Promise.all(
      ['dt/demo/good', 'dt/demo/', 'dt/demo/better'].map((topic) => client.publishAsync(topic, 'x', { qos: 1 })),
    );
    const keys = (cloud.fakes.of('kinesis', 'putRecords') as [string, { partitionKey: string }[]][])
      .filter(([, list]) => list.length === 1)
      .map(([, list]) => list[0]?.partitionKey);
    expect(new Set(keys)).toEqual(new Set(['good', '', 'better']));
    expect(keys.length).toBeGreaterThan(3);
  });
});

describe('the error action', () => {
  it('gets one document with every failure of a message', async () => {
    await createRule('failing', {
      sql: "SELECT * FROM 'a/+'",
      actions: [
        { kinesis: { roleArn, streamName: 'gone', partitionKey: 'k' } },
        { lambda: { functionArn: 'arn:aws:lambda:us-east-1:000000000000:function:gone' } },
      ],
      errorAction: { sqs: { roleArn, queueUrl: 'https://sqs.us-east-1.amazonaws.com/000000000000/errors' } },
    });
    cloud.fakes.fail = ({ service }) =>
      service === 'kinesis' || service === 'lambda'
        ? new AwsError('ResourceNotFoundException', `no ${service}`)
        : undefined;
    const client = await cloud.connect('device');
    await client.publishAsync('a/b', 'not json', { qos: 1 });
    const [[queueArn, body] = []] = cloud.fakes.of('sqs', 'sendMessage');
    expect(queueArn).toBe('arn:aws:sqs:us-east-1:000000000000:errors');
    const { cloudwatchTraceId, ...document } = JSON.parse(String(body));
    expect(cloudwatchTraceId).toMatch(/^[0-9a-f-]{36}$/);
    expect(document).toMatchObject({
      ruleName: 'failing',
      topic: 'a/b',
      clientId: 'device',
      base64OriginalPayload: btoa('not json'),
    });
    expect(document.failures.map(({ failedAction }: { failedAction: string }) => failedAction).sort()).toEqual([
      'KinesisAction',
      'LambdaAction',
    ]);
    const [kinesis] = document.failures.filter(
      ({ failedAction }: { failedAction: string }) => failedAction === 'KinesisAction',
    );
    expect(kinesis).toEqual({
      failedAction: 'KinesisAction',
      failedResource: 'gone',
      errorMessage:
        'Failed to run KinesisAction. The error received was no kinesis (Status Code: 400; Error Code: ResourceNotFoundException). ' +
        'Message arrived on: a/b, Action: kinesis, Resource: gone',
    });
  });

  it('does not run for a failure of the SQL, which is logged and counted', async () => {
    await createRule('picky', {
      sql: "SELECT t FROM 'a/#' WHERE t > 1",
      actions: [{ sns: { roleArn, targetArn: 'arn:aws:sns:us-east-1:000000000000:t' } }],
      errorAction: { sqs: { roleArn, queueUrl: 'https://sqs.us-east-1.amazonaws.com/000000000000/errors' } },
    });
    const client = await cloud.connect('c');
    for (const payload of ['not json', '{"t":1}', '{"t":2}']) await client.publishAsync('a/b', payload, { qos: 1 });
    expect(cloud.fakes.of('sns', 'publish').map(([, message]) => message)).toEqual(['{"t":2}']);
    expect(cloud.fakes.of('sqs', 'sendMessage')).toEqual([]);
    expect(cloud.fakes.of('logs', 'write')[0]?.slice(0, 2)).toEqual(['AWSIotLogsV2', 'picky']);
    await until(() => cloud.fakes.metricSum('Success', { RuleName: 'picky', ActionType: 'sns' }) === 1);
    expect(cloud.fakes.metricSum('TopicMatch', { RuleName: 'picky' })).toBe(3);
    expect(cloud.fakes.metricSum('ParseError', { RuleName: 'picky' })).toBe(1);
  });
});

describe('the other actions', () => {
  it('write what AWS writes', async () => {
    await createRule('many', {
      sql: "SELECT t, name, nested FROM 'm/#'",
      actions: [
        { lambda: { functionArn: 'arn:aws:lambda:us-east-1:000000000000:function:f' } },
        { sqs: { roleArn, queueUrl: 'http://127.0.0.1:4566/000000000000/${topic(2)}', useBase64: true } },
        { dynamoDBv2: { roleArn, putItem: { tableName: 'table' } } },
        {
          timestream: {
            roleArn,
            databaseName: 'db',
            tableName: 'tb',
            dimensions: [{ name: 'device', value: '${clientid()}' }],
            timestamp: { value: '${at}', unit: 'MILLISECONDS' },
          },
        },
        {
          cloudwatchMetric: {
            roleArn,
            metricName: '${name}',
            metricNamespace: 'N',
            metricUnit: 'Count',
            metricValue: '${t}',
            metricTimestamp: '1700000000',
          },
        },
        { cloudwatchLogs: { roleArn, logGroupName: 'group' } },
      ],
    });
    const client = await cloud.connect('device');
    await client.publishAsync('m/q', '{"t":1.5,"name":"n","nested":{"a":[1,null]},"at":1700000000123}', { qos: 1 });
    const output = '{"t":1.5,"name":"n","nested":{"a":[1,null]}}';
    const { fakes } = cloud;
    const [[functionArn, payload, type, caller] = []] = fakes.of('lambda', 'invoke');
    expect([functionArn, text(payload), type, caller]).toEqual([
      'arn:aws:lambda:us-east-1:000000000000:function:f',
      output,
      'Event',
      { principal: 'iot.amazonaws.com', sourceArn: 'arn:aws:iot:us-east-1:000000000000:rule/many' },
    ]);
    expect(fakes.of('sqs', 'sendMessage')[0]?.slice(0, 2)).toEqual([
      'arn:aws:sqs:us-east-1:000000000000:q',
      btoa(output),
    ]);
    expect(fakes.of('dynamodb', 'call')[0]).toEqual([
      'PutItem',
      {
        TableName: 'table',
        Item: { t: { N: '1.5' }, name: { S: 'n' }, nested: { M: { a: { L: [{ N: '1' }, { NULL: true }] } } } },
      },
    ]);
    expect(fakes.of('timestream', 'writeRecords')[0]?.[0]).toEqual({
      DatabaseName: 'db',
      TableName: 'tb',
      CommonAttributes: {
        Dimensions: [{ Name: 'device', Value: 'device' }],
        Time: '1700000000123',
        TimeUnit: 'MILLISECONDS',
      },
      Records: [
        { MeasureName: 't', MeasureValue: '1.5', MeasureValueType: 'DOUBLE' },
        { MeasureName: 'name', MeasureValue: 'n', MeasureValueType: 'VARCHAR' },
        { MeasureName: 'nested', MeasureValue: '{"a":[1,null]}', MeasureValueType: 'VARCHAR' },
      ],
    });
    expect(fakes.metrics.find(({ namespace }) => namespace === 'N')).toEqual({
      namespace: 'N',
      name: 'n',
      dimensions: {},
      value: 1.5,
      unit: 'Count',
      timestamp: 1_700_000_000_000,
    });
    expect(fakes.of('logs', 'write')).toMatchObject([['group', 'many', [{ message: output }]]]);
  });

  it('republish, to a reserved topic with $$, and a loop does not stop the broker', async () => {
    await createRule('chain', {
      sql: "SELECT *, topic(2) AS from FROM 'in/+'",
      actions: [
        { republish: { roleArn, topic: 'out/${topic(2)}', qos: 1 } },
        { republish: { roleArn, topic: '$$aws/things/${topic(2)}/shadow/update' } },
      ],
    });
    await createRule('loop', { sql: "SELECT * FROM 'loop'", actions: [{ republish: { roleArn, topic: 'loop' } }] });
    const client = await cloud.connect('c');
    const received = IotCloud.collect(client);
    await client.subscribeAsync(['out/#', '$aws/things/x/shadow/update/+']);
    await client.publishAsync('in/x', '{"state":{"reported":{"on":true}}}', { qos: 1 });
    await until(() => received.length >= 3);
    expect(received.find(({ topic }) => topic === 'out/x')?.text).toBe('{"state":{"reported":{"on":true}},"from":"x"}');
    expect(received.map(({ topic }) => topic)).toContain('$aws/things/x/shadow/update/accepted');
    await client.publishAsync('loop', '{}', { qos: 1 });
    await client.publishAsync('other', '{}', { qos: 1 });
    await cloud.iot.send(new DisableTopicRuleCommand({ ruleName: 'loop' }));
  });

  it('see lifecycle events', async () => {
    await createRule('presence', {
      sql: "SELECT clientId, eventType FROM '$aws/events/presence/+/pump-7'",
      actions: [{ sqs: { roleArn, queueUrl: 'https://sqs.us-east-1.amazonaws.com/000000000000/presence' } }],
    });
    await (await cloud.connect('pump-7')).endAsync();
    await until(() => cloud.fakes.of('sqs', 'sendMessage').length === 2);
    expect(cloud.fakes.of('sqs', 'sendMessage').map(([, body]) => JSON.parse(String(body)))).toEqual([
      { clientId: 'pump-7', eventType: 'connected' },
      { clientId: 'pump-7', eventType: 'disconnected' },
    ]);
  });
});

describe('Basic Ingest', () => {
  it('counts a rule that is missing or disabled, and tells no subscriber', async () => {
    await createRule('off', { sql: 'SELECT *', ruleDisabled: true });
    const client = await cloud.connect('c');
    await client.publishAsync('$aws/rules/none/a', 'x', { qos: 1 });
    await client.publishAsync('$aws/rules/off/a', 'x', { qos: 1 });
    await until(() => cloud.fakes.metricSum('RuleNotFound', { RuleName: 'none' }) === 1);
    expect(cloud.fakes.metricSum('RuleNotFound', { RuleName: 'off' })).toBe(1);
  });
});

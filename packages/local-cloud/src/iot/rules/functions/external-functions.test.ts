import { CreateThingCommand, CreateTopicRuleCommand, type TopicRulePayload } from '@aws-sdk/client-iot';
import { UpdateThingShadowCommand } from '@aws-sdk/client-iot-data-plane';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AwsError } from '../../../kernel/aws-error.ts';
import { IotCloud, until } from '../../testing/iot-cloud.ts';

const roleArn = 'arn:aws:iam::000000000000:role/r';
const ROLE = `'${roleArn}'`;
const sqs = { roleArn, queueUrl: 'https://sqs.us-east-1.amazonaws.com/000000000000/out' };
const errors = { sqs: { roleArn, queueUrl: 'https://sqs.us-east-1.amazonaws.com/000000000000/errors' } };

let cloud: IotCloud;

beforeEach(async () => {
  cloud = await IotCloud.start();
});
afterEach(() => cloud.stop());

async function createRule(sql: string, payload: Partial<TopicRulePayload> = {}): Promise<void> {
  const defaults = { sql, awsIotSqlVersion: '2016-03-23', actions: [{ sqs }], errorAction: errors };
  const topicRulePayload: TopicRulePayload = { ...defaults, ...payload };
  await cloud.iot.send(new CreateTopicRuleCommand({ ruleName: 'r', topicRulePayload }));
}

async function publish(topic: string, payload: string): Promise<void> {
  const client = await cloud.connect('device');
  await client.publishAsync(topic, payload, { qos: 1 });
  await client.endAsync();
}

const sent = () =>
  cloud.fakes.of('sqs', 'sendMessage').map(([queueArn, body]) => [String(queueArn).split(':').at(-1), body]);
const logged = () =>
  cloud.fakes
    .of('logs', 'write')
    .flatMap(([, , events]) => (events as { message: string }[]).map(({ message }) => JSON.parse(message)));

async function setShadow(thingName: string, reported: object, shadowName?: string): Promise<void> {
  const payload = Buffer.from(JSON.stringify({ state: { reported } }));
  await cloud.data.send(new UpdateThingShadowCommand({ thingName, shadowName, payload }));
}

describe('get_thing_shadow', () => {
  it('reads the classic shadow and named ones', async () => {
    await setShadow('pump-7', { alarm: 'ON' });
    await setShadow('pump-7', { limit: 30 }, 'config');
    const shadow = (args: string) => `get_thing_shadow(topic(2), ${args}${ROLE}).state.reported`;
    await createRule(`SELECT t, ${shadow("'config', ")}.limit AS lim FROM 'a/+' WHERE ${shadow('')}.alarm = 'ON'`);
    await publish('a/pump-7', '{"t":1}');
    expect(sent()).toEqual([['out', '{"t":1,"lim":30}']]);
    await until(() => cloud.fakes.metricSum('Success', { RuleName: 'r', ActionType: 'get_thing_shadow' }) === 2);
  });

  it('fails without a shadow: that is logged and starts no action, no error action either', async () => {
    await createRule(`SELECT t FROM 'a/+' WHERE get_thing_shadow(topic(2), ${ROLE}).version > 0`);
    await publish('a/ghost', '{"t":1}');
    expect(sent()).toEqual([]);
    const [{ traceId, timestamp, ...entry }] = logged();
    expect(traceId).toMatch(/^[0-9a-f-]{36}$/);
    expect(timestamp).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}$/);
    expect(entry).toEqual({
      logLevel: 'ERROR',
      accountId: '000000000000',
      status: 'Failure',
      eventType: 'RuleExecution',
      clientId: 'device',
      topicName: 'a/ghost',
      ruleName: 'r',
      principalId: 'anonymous',
      reason: 'FUNCTION_FAILED',
      details: expect.stringContaining("get_thing_shadow(): No shadow exists with name: 'ghost'"),
    });
    await until(() => cloud.fakes.metricSum('Failure', { RuleName: 'r', ActionType: 'get_thing_shadow' }) === 1);
    expect(cloud.fakes.metricSum('ParseError', { RuleName: 'r' })).toBe(0);
  });
});

describe('get_dynamodb', () => {
  const SELECT = `SELECT get_or_default(get_dynamodb('t', 'id', topic(2), 'n', n, ${ROLE}).at, 'nowhere') AS at FROM 'a/+'`;

  it('reads an item by its keys, and fails where there is none or it is over 8 KB', async () => {
    await createRule(SELECT);
    const items = [{ at: { S: 'here' }, n: { N: '10' } }, undefined, { at: { S: 'x'.repeat(9000) } }];
    cloud.fakes.answer = ({ service }) => (service === 'dynamodb' ? { Item: items.shift() } : undefined);
    for (let round = 0; round < 3; round += 1) await publish('a/pump-7', '{"n":10}');
    expect(sent().map(([, body]) => body)).toEqual(['{"at":"here"}', '{"at":"nowhere"}', '{"at":"nowhere"}']);
    const Key = { id: { S: 'pump-7' }, n: { N: '10' } };
    expect(cloud.fakes.of('dynamodb', 'call')[0]).toEqual(['GetItem', { TableName: 't', Key }]);
  });
});

describe('get_registry_data', () => {
  it('answers as the APIs of the registry do', async () => {
    const attributePayload = { attributes: { site: 'north' } };
    await cloud.iot.send(new CreateThingCommand({ thingName: 'pump-7', attributePayload }));
    const api = (name: string) => `get_registry_data('${name}', topic(2), ${ROLE})`;
    await createRule(
      `SELECT ${api('DescribeThing')}.attributes.site AS site, ${api('ListThingGroupsForThing')}.thingGroups AS groups FROM 'a/+'`,
    );
    await publish('a/pump-7', '{}');
    expect(sent()).toEqual([['out', '{"site":"north","groups":[]}']]);
  });
});

describe('aws_lambda', () => {
  it("answers within the statement, and its failure is the statement's", async () => {
    await createRule("SELECT aws_lambda('arn:aws:lambda:us-east-1:000000000000:function:f', *).b AS b FROM 'a/+'");
    const functionErrors = [undefined, 'Unhandled'];
    cloud.fakes.answer = ({ service }) =>
      service === 'lambda' ? { payload: Buffer.from('{"b":2}'), functionError: functionErrors.shift() } : undefined;
    await publish('a/x', '{"a":1}');
    await publish('a/x', '{"a":1}');
    expect(sent()).toEqual([['out', '{"b":2}']]);
    expect(logged()).toMatchObject([{ eventType: 'RuleExecution', reason: 'FUNCTION_FAILED' }]);
  });
});

/** A field of protobuf whose value has a length. */
function proto(number: number, value: string | Uint8Array): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([Buffer.from([(number << 3) | 2, bytes.length]), bytes]);
}

describe('decode of protobuf', () => {
  it('reads the descriptors from S3', async () => {
    const deviceId = Buffer.concat([proto(1, 'device_id'), Buffer.from([3 << 3, 1, 4 << 3, 1, 5 << 3, 9])]);
    const reading = Buffer.concat([proto(1, 'Reading'), proto(2, deviceId)]);
    const file = Buffer.concat([proto(1, 'plant.proto'), proto(2, 'plant'), proto(4, reading)]);
    const object = { body: proto(1, file), etag: '"1"' };
    cloud.fakes.answer = ({ service }) => (service === 's3' ? object : undefined);
    await createRule("SELECT VALUE decode(*, 'proto', 'bucket', 'plant.desc', 'plant', 'Reading') FROM 'a/+'");
    await publish('a/x', proto(1, 'pump-7').toString());
    await publish('a/x', proto(1, 'pump-8').toString());
    expect(sent().map(([, body]) => body)).toEqual(['{"deviceId":"pump-7"}', '{"deviceId":"pump-8"}']);
    expect(cloud.fakes.of('s3', 'getObject')[0]).toEqual(['bucket', 'plant.desc']);
  });
});

describe('when a rule is made', () => {
  it.each([
    ["SELECT get_secret('s', 'SecretString', 'r') AS s FROM 'a'", {}, 'NotImplemented', 'get_secret()'],
    ["SELECT machinelearning_predict('m', 'r', *) AS p FROM 'a'", {}, 'NotImplemented', 'machinelearning_predict()'],
    [
      "SELECT * FROM 'a'",
      { errorAction: { sqs: { ...sqs, queueUrl: `\${get_thing_shadow('x', ${ROLE}).version}` } } },
      'SqlParseException',
      'get_thing_shadow()',
    ],
    [
      "SELECT * FROM 'a'",
      { actions: [{ sqs: { ...sqs, roleArn: '${role}' } }] },
      'InvalidRequestException',
      'templates',
    ],
    ["SELECT * FROM 'a'", { actions: [{ sqs: { ...sqs, roleArn: 'r' } }] }, 'InvalidRequestException', 'roleArn'],
    ["SET @x = 1 SELECT * FROM 'a'", { actions: [{ sqs: { ...sqs, queueUrl: '${@y}' } }] }, 'SqlParseException', '@y'],
  ])('%s %j is refused', async (sql, payload, name, part) => {
    await expect(createRule(sql, payload)).rejects.toMatchObject({ name, message: expect.stringContaining(part) });
  });

  it.each([
    ['an action', "SELECT * FROM 'a'", { actions: [{ sqs: { ...sqs, roleArn: `${roleArn}-gone` } }] }],
    [
      'SQL, of a disabled rule',
      `SELECT * FROM 'a' WHERE get_dynamodb('t', 'k', a, '${roleArn}-gone').b = 1`,
      { ruleDisabled: true },
    ],
    [
      'a template',
      "SELECT * FROM 'a'",
      { actions: [{ sqs: { ...sqs, queueUrl: `\${get_thing_shadow('x', '${roleArn}-gone').version}` } }] },
    ],
  ])('a role of %s that cannot be assumed is refused', async (_where, sql, payload) => {
    cloud.fakes.fail = ({ method, args }) =>
      method === 'assumeRole' && String(args[0]).endsWith('-gone')
        ? new AwsError('NoSuchEntity', 'no role')
        : undefined;
    await expect(createRule(sql, payload)).rejects.toMatchObject({
      name: 'InvalidRequestException',
      message: expect.stringContaining(
        `(iot.amazonaws.com) is unable to assume role (sts:AssumeRole) on resource: ${roleArn}-gone.`,
      ),
    });
    expect(cloud.fakes.of('iam', 'assumeRole')).toContainEqual([
      `${roleArn}-gone`,
      'iot-rules-engine',
      'iot.amazonaws.com',
    ]);
  });
});

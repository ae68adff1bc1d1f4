import { CreateTopicRuleCommand, type TopicRulePayload } from '@aws-sdk/client-iot';
import { PublishCommand, UpdateThingShadowCommand } from '@aws-sdk/client-iot-data-plane';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { IotCloud, until } from '../testing/iot-cloud.ts';

const roleArn = 'arn:aws:iam::000000000000:role/r';
const errors = { sqs: { roleArn, queueUrl: 'https://sqs.us-east-1.amazonaws.com/000000000000/errors' } };

let cloud: IotCloud;

beforeEach(async () => {
  cloud = await IotCloud.start();
});
afterEach(() => cloud.stop());

async function createRule(payload: TopicRulePayload): Promise<void> {
  const topicRulePayload = { awsIotSqlVersion: '2016-03-23', ...payload };
  await cloud.iot.send(new CreateTopicRuleCommand({ ruleName: 'r', topicRulePayload }));
}

async function publish(topic: string, payload: string): Promise<void> {
  await (await cloud.connect('device')).publishAsync(topic, payload, { qos: 1 });
}

describe('a substitution template', () => {
  const kinesis = (partitionKey: string) => ({ kinesis: { roleArn, streamName: 's', partitionKey } });
  const keys = () =>
    cloud.fakes
      .of('kinesis', 'putRecords')
      .flatMap(([, records]) => (records as { partitionKey: string }[]).map(({ partitionKey }) => partitionKey));

  it('sees the original payload and the variables of SET, not the aliases of SELECT', async () => {
    const sql = "SET @id = 'p-' + id SELECT @id AS alias, 'other' AS id FROM 'a'";
    await createRule({ sql, actions: [kinesis('${@id}|${id}|${alias}|${upper(@id)}')] });
    await publish('a', '{"id":"7"}');
    expect(keys()).toEqual(['p-7|7||P-7']);
  });

  it('may ask another service; what then fails is the action', async () => {
    const payload = Buffer.from('{"state":{"desired":{"key":"k"}}}');
    await cloud.data.send(new UpdateThingShadowCommand({ thingName: 'known', payload }));
    const template = `\${get_thing_shadow(topic(2), '${roleArn}').state.desired.key}`;
    await createRule({ sql: "SELECT * FROM 'a/+'", actions: [kinesis(template)], errorAction: errors });
    await publish('a/known', '{}');
    await publish('a/ghost', '{}');
    expect(keys()).toEqual(['k']);
    const [[, body] = []] = cloud.fakes.of('sqs', 'sendMessage');
    const { failures, cloudwatchTraceId } = JSON.parse(String(body));
    expect(failures).toMatchObject([{ failedAction: 'KinesisAction', failedResource: 's' }]);
    expect(failures[0].errorMessage).toContain('partitionKey failed');
    const [[, , [entry] = []] = []] = cloud.fakes.of('logs', 'write') as [string, string, { message: string }[]][];
    expect(JSON.parse(entry?.message ?? '{}')).toMatchObject({
      traceId: cloudwatchTraceId,
      eventType: 'RuleExecution',
      ruleAction: 'KinesisAction',
    });
  });
});

describe('who published, and how', () => {
  const sql =
    'SELECT principal() AS p, sourceip() AS ip, accountid() AS account, clientid() AS c, traceid() AS trace, ' +
    "get_mqtt_property('content_type') AS type, get_mqtt_property('format_indicator') AS format, get_user_properties('k') AS k FROM 'a'";
  const documents = () => cloud.fakes.of('sqs', 'sendMessage').map(([, body]) => JSON.parse(String(body)));

  it('is known of MQTT clients', async () => {
    await createRule({ sql, actions: [errors] });
    await publish('a', '');
    const trace = expect.stringMatching(/^[0-9a-f-]{36}$/);
    const format = 'UNSPECIFIED_BYTES';
    const who = { p: 'anonymous', ip: '127.0.0.1', account: '000000000000', c: 'device', trace, format };
    expect(documents()).toEqual([who]);
  });

  it('is known of presigned WebSockets and of their lifecycle events', async () => {
    await createRule({ sql, actions: [errors] });
    const watcher = await cloud.connect('watcher');
    await watcher.subscribeAsync('$aws/events/presence/connected/web');
    const url = `${cloud.cloud.endpoint.replace('http', 'ws')}/mqtt?X-Amz-Credential=AKID%2F20260101%2Fus-east-1`;
    await (await cloud.connect('web', {}, url)).publishAsync('a', '', { qos: 1 });
    expect(documents()).toMatchObject([{ p: 'user of AKID', ip: '127.0.0.1', c: 'web' }]);
    const events = IotCloud.collect(watcher);
    await until(() => events.length === 1);
    expect(JSON.parse(events[0]?.text ?? '{}')).toMatchObject({ principalIdentifier: 'user of AKID' });
  });

  it('is known over HTTP, with the properties of MQTT 5', async () => {
    await createRule({ sql, actions: [errors] });
    const userProperties = JSON.stringify([{ k: 'v' }, { k: 'w' }]);
    const input = { topic: 'a', payload: Buffer.from('x'), contentType: 'text/plain', userProperties };
    await cloud.data.send(new PublishCommand({ ...input, payloadFormatIndicator: 'UTF8_DATA' }));
    const properties = { type: 'text/plain', format: 'UTF8_DATA', k: ['v', 'w'] };
    const who = { p: 'user of a', ip: '127.0.0.1', account: '000000000000', c: 'n/a' };
    expect(documents()).toEqual([{ ...who, ...properties }]);
  });
});

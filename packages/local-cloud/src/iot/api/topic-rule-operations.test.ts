import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateTopicRuleCommand,
  GetTopicRuleCommand,
  ListTopicRulesCommand,
  ReplaceTopicRuleCommand,
  type TopicRulePayload,
} from '@aws-sdk/client-iot';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { IotCloud } from '../testing/iot-cloud.ts';

const roleArn = 'arn:aws:iam::000000000000:role/r';

let cloud: IotCloud;

beforeEach(async () => {
  cloud = await IotCloud.start();
});
afterEach(() => cloud.stop());

async function createRule(ruleName: string, payload: Partial<TopicRulePayload> & { sql: string }): Promise<void> {
  const topicRulePayload: TopicRulePayload = { actions: [], awsIotSqlVersion: '2016-03-23', ...payload };
  await cloud.iot.send(new CreateTopicRuleCommand({ ruleName, topicRulePayload }));
}

describe('the rules API', () => {
  it.each([
    ["SELECT FROM 'a'", {}, 'SqlParseException'],
    ["SELECT get_secret('s', 'SecretString', 'r') AS r FROM 'a'", {}, 'NotImplemented'],
    ["SELECT * FROM 'a'", { actions: [{ s3: { roleArn, bucketName: 'b', key: 'k' } }] }, 'NotImplemented'],
    [
      "SELECT * FROM 'a'",
      { actions: [{ sqs: { roleArn, queueUrl: "${get_secret('s', 'SecretString', 'r')}" } }] },
      'NotImplemented',
    ],
    ["SELECT * FROM 'a'", { actions: [{ sqs: { roleArn, queueUrl: '${a' } }] }, 'SqlParseException'],
    ["SELECT * FROM 'a'", { actions: [{ kinesis: { roleArn, streamName: '' } }] }, 'InvalidRequestException'],
    ["SELECT * FROM 'a'", { awsIotSqlVersion: 'beta' }, 'NotImplemented'],
  ])('refuses %s %j', async (sql, payload, name) => {
    await expect(createRule('bad', { sql, ...payload })).rejects.toMatchObject({ name });
    expect((await cloud.iot.send(new ListTopicRulesCommand({}))).rules).toEqual([]);
  });

  it('creates, gives, replaces, lists', async () => {
    await createRule('r', { sql: "SELECT * FROM 'a/#'", description: 'd' });
    await expect(createRule('r', { sql: 'SELECT *' })).rejects.toMatchObject({
      name: 'ResourceAlreadyExistsException',
    });
    const topicRulePayload = { sql: "SELECT * FROM 'b/#'", actions: [] };
    await cloud.iot.send(new ReplaceTopicRuleCommand({ ruleName: 'r', topicRulePayload }));
    const { rule, ruleArn } = await cloud.iot.send(new GetTopicRuleCommand({ ruleName: 'r' }));
    expect(ruleArn).toBe('arn:aws:iot:us-east-1:000000000000:rule/r');
    expect(rule).toMatchObject({
      ruleName: 'r',
      sql: "SELECT * FROM 'b/#'",
      ruleDisabled: false,
      awsIotSqlVersion: '2015-10-08',
    });
    const { rules = [] } = await cloud.iot.send(new ListTopicRulesCommand({ topic: 'b/c' }));
    expect(rules.map(({ topicPattern }) => topicPattern)).toEqual(['b/#']);
  });

  it('keeps rules over a restart', async () => {
    const dataDirectory = mkdtempSync(join(tmpdir(), 'iot-test-'));
    const first = await IotCloud.start({ dataDirectory });
    const topicRulePayload = {
      sql: "SELECT * FROM 'a'",
      actions: [{ sns: { roleArn, targetArn: 'arn:aws:sns:us-east-1:000000000000:t' } }],
    };
    await first.iot.send(new CreateTopicRuleCommand({ ruleName: 'kept', topicRulePayload }));
    await first.stop();
    const second = await IotCloud.start({ dataDirectory });
    await (await second.connect('c')).publishAsync('a', '{}', { qos: 1 });
    expect(second.fakes.of('sns', 'publish').length).toBe(1);
    await second.stop();
    rmSync(dataDirectory, { recursive: true });
  });
});

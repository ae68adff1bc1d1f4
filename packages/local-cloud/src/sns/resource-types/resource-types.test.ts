import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Cloud, startCloud } from '../../cloud.ts';
import type { ResourceContext, ResourceType } from '../../kernel/resource-type.ts';
import { createSns } from '../service.ts';

let cloud: Cloud;
let types: readonly ResourceType<object>[];

const context: ResourceContext = {
  stackName: 'demo',
  stackId: 'id',
  logicalId: 'Topic',
  generateName: () => 'demo-Topic-ABC',
  initiated: () => undefined,
};

beforeEach(async () => {
  const capturing: typeof createSns = (at) => {
    const service = createSns(at);
    types = (service.resourceTypes ?? []) as unknown as readonly ResourceType<object>[];
    return service;
  };
  cloud = await startCloud({ sns: capturing }, { port: 0, mqttPort: 0, logLevel: 'silent' });
});
afterEach(() => cloud.stop());

const typeNamed = (name: string): ResourceType<object> => {
  const type = types.find(({ typeName }) => typeName === name);
  if (type === undefined) throw new Error(`no resource type ${name}`);
  return type;
};

const ask = async (action: string, members: Record<string, string>): Promise<string> => {
  const answer = await fetch(cloud.endpoint, {
    method: 'POST',
    headers: {
      authorization:
        'AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/sns/aws4_request, SignedHeaders=host, Signature=0',
    },
    body: new URLSearchParams({ Action: action, Version: '2010-03-31', ...members }),
  });
  return answer.text();
};

const queue = (name: string) => `arn:aws:sqs:us-east-1:000000000000:${name}`;

test('a topic comes with its subscriptions, which change in place', async () => {
  const type = typeNamed('AWS::SNS::Topic');
  const properties = { Subscription: [{ Protocol: 'sqs', Endpoint: queue('a') }] };
  const made = await type.create(properties, context);
  expect(made).toEqual({
    physicalId: 'arn:aws:sns:us-east-1:000000000000:demo-Topic-ABC',
    attributes: { TopicArn: 'arn:aws:sns:us-east-1:000000000000:demo-Topic-ABC', TopicName: 'demo-Topic-ABC' },
  });
  expect(await ask('ListSubscriptions', {})).toContain(queue('a'));
  await type.update({ ...made, properties }, { Subscription: [{ Protocol: 'sqs', Endpoint: queue('b') }] }, context);
  const changed = await ask('ListSubscriptions', {});
  expect(changed).toContain(queue('b'));
  expect(changed).not.toContain(queue('a'));
  await type.remove({ ...made, properties }, context);
  expect(await ask('ListTopics', {})).not.toContain('TopicArn');
});

test('a subscription has what its properties say, and loses what they lose', async () => {
  const { physicalId: TopicArn } = await typeNamed('AWS::SNS::Topic').create({ TopicName: 't' }, context);
  const type = typeNamed('AWS::SNS::Subscription');
  const properties = {
    TopicArn,
    Protocol: 'sqs',
    Endpoint: queue('a'),
    FilterPolicy: { kind: ['x'] },
    RawMessageDelivery: true,
  };
  const made = await type.create(properties, context);
  expect(await ask('GetSubscriptionAttributes', { SubscriptionArn: made.physicalId })).toContain(
    '{&quot;kind&quot;:[&quot;x&quot;]}',
  );
  await type.update({ ...made, properties }, { TopicArn, Protocol: 'sqs', Endpoint: queue('a') }, context);
  expect(await ask('GetSubscriptionAttributes', { SubscriptionArn: made.physicalId })).not.toContain('FilterPolicy');
  await expect(type.create({ ...properties, Protocol: 'email' }, context)).rejects.toThrow(/protocol email/);
});

test('a policy is put on its topics and taken from them', async () => {
  const { physicalId: TopicArn } = await typeNamed('AWS::SNS::Topic').create({ TopicName: 't' }, context);
  const type = typeNamed('AWS::SNS::TopicPolicy');
  const properties = { Topics: [TopicArn], PolicyDocument: { Statement: [{ Sid: 'alarms' }] } };
  const made = await type.create(properties, context);
  expect(await ask('GetTopicAttributes', { TopicArn })).toContain('alarms');
  await type.remove({ ...made, properties }, context);
  expect(await ask('GetTopicAttributes', { TopicArn })).not.toContain('alarms');
});

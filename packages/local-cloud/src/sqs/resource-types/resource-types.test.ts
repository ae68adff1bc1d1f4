import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Cloud, startCloud } from '../../cloud.ts';
import type { ResourceContext, ResourceType } from '../../kernel/resource-type.ts';
import { createSqs } from '../service.ts';

let cloud: Cloud;
let types: readonly ResourceType<object>[];

const context: ResourceContext = {
  stackName: 'demo',
  stackId: 'id',
  logicalId: 'Queue',
  generateName: (length) => 'demo-Queue-ABCDEFGHIJKL'.slice(0, length),
  initiated: () => undefined,
};

beforeEach(async () => {
  const capturing: typeof createSqs = (at) => {
    const service = createSqs(at);
    types = (service.resourceTypes ?? []) as unknown as readonly ResourceType<object>[];
    return service;
  };
  cloud = await startCloud({ sqs: capturing }, { port: 0, mqttPort: 0, logLevel: 'silent' });
});
afterEach(() => cloud.stop());

const typeNamed = (name: string): ResourceType<object> => {
  const type = types.find(({ typeName }) => typeName === name);
  if (type === undefined) throw new Error(`no resource type ${name}`);
  return type;
};

const attributes = async (url: string) => {
  const answer = await fetch(cloud.endpoint, {
    method: 'POST',
    headers: {
      'x-amz-target': 'AmazonSQS.GetQueueAttributes',
      authorization:
        'AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/sqs/aws4_request, SignedHeaders=host, Signature=0',
    },
    body: JSON.stringify({ QueueUrl: url, AttributeNames: ['All'] }),
  });
  return ((await answer.json()) as { Attributes?: Record<string, string>; __type?: string }) ?? {};
};

test('a queue is made, changed in place, and gone; what is taken away goes back to its default', async () => {
  const queue = typeNamed('AWS::SQS::Queue');
  const dead = await queue.create({ QueueName: 'dead' }, context);
  const properties = {
    QueueName: 'q',
    VisibilityTimeout: 120,
    RedrivePolicy: { deadLetterTargetArn: dead.attributes['Arn'], maxReceiveCount: 5 },
  };
  const made = await queue.create(properties, context);
  expect(made).toEqual({
    physicalId: `${cloud.endpoint}/000000000000/q`,
    attributes: expect.objectContaining({ Arn: 'arn:aws:sqs:us-east-1:000000000000:q', QueueName: 'q' }),
  });
  expect((await attributes(made.physicalId)).Attributes).toMatchObject({
    VisibilityTimeout: '120',
    RedrivePolicy: expect.stringContaining('"maxReceiveCount":5'),
  });
  await queue.update({ ...made, properties }, { QueueName: 'q', DelaySeconds: 3 }, context);
  const after = (await attributes(made.physicalId)).Attributes;
  expect(after).toMatchObject({ VisibilityTimeout: '30', DelaySeconds: '3' });
  expect(after).not.toHaveProperty('RedrivePolicy');
  await queue.remove({ ...made, properties }, context);
  await queue.remove({ ...made, properties }, context);
  expect(await attributes(made.physicalId)).toMatchObject({ __type: 'com.amazonaws.sqs#QueueDoesNotExist' });
});

test('a FIFO queue without a name gets one that ends so', async () => {
  const { physicalId } = await typeNamed('AWS::SQS::Queue').create({ FifoQueue: true }, context);
  expect(physicalId).toMatch(/\/demo-Queue-ABCDEFGHIJKL\.fifo$/);
});

test('a policy is put on its queues and taken from them', async () => {
  const { physicalId: url } = await typeNamed('AWS::SQS::Queue').create({ QueueName: 'q' }, context);
  const policy = typeNamed('AWS::SQS::QueuePolicy');
  const properties = { Queues: [url], PolicyDocument: { Statement: [{ Sid: 'x' }] } };
  const made = await policy.create(properties, context);
  expect((await attributes(url)).Attributes).toMatchObject({ Policy: '{"Statement":[{"Sid":"x"}]}' });
  await policy.remove({ ...made, properties }, context);
  expect((await attributes(url)).Attributes).not.toHaveProperty('Policy');
});

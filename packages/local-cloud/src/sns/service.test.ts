import {
  CreateTopicCommand,
  GetSubscriptionAttributesCommand,
  GetTopicAttributesCommand,
  ListSubscriptionsByTopicCommand,
  ListTopicsCommand,
  PublishBatchCommand,
  PublishCommand,
  SNSClient,
  SubscribeCommand,
} from '@aws-sdk/client-sns';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Cloud, type Factories, startCloud } from '../cloud.ts';
import type { LambdaPort } from '../ports/lambda.ts';
import { createSqs } from '../sqs/service.ts';
import { createSns } from './service.ts';

let cloud: Cloud;
let sns: SNSClient;
let invoked: { arn: string; event: { Records: { Sns: Record<string, unknown> }[] }; caller: unknown }[];
let failures: number;

const lambda: Factories['lambda'] = () => {
  const port: Pick<LambdaPort, 'invoke'> = {
    invoke: async (arn, payload, _type, caller) => {
      if (failures > 0) {
        failures -= 1;
        throw new Error('the function service is down');
      }
      invoked.push({ arn, event: JSON.parse(Buffer.from(payload).toString()), caller });
      return { statusCode: 202, payload: new Uint8Array(), executedVersion: '1' };
    },
  };
  return { name: 'lambda', apis: [], port: port as LambdaPort };
};

beforeEach(async () => {
  invoked = [];
  failures = 0;
  cloud = await startCloud({ sqs: createSqs, sns: createSns, lambda }, { port: 0, mqttPort: 0, logLevel: 'silent' });
  sns = new SNSClient({
    endpoint: cloud.endpoint,
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  });
});
afterEach(async () => {
  sns.destroy();
  await cloud.stop();
});

const queueArn = (name: string) => `arn:aws:sqs:us-east-1:000000000000:${name}`;

const createQueue = (name: string) =>
  fetch(cloud.endpoint, {
    method: 'POST',
    headers: {
      authorization:
        'AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/sqs/aws4_request, SignedHeaders=host, Signature=0',
      'x-amz-target': 'AmazonSQS.CreateQueue',
    },
    body: JSON.stringify({ QueueName: name }),
  });

const createTopic = async () => (await sns.send(new CreateTopicCommand({ Name: 'alarms' }))).TopicArn ?? '';

const subscribe = (TopicArn: string, Endpoint: string, Attributes = {}) =>
  sns.send(new SubscribeCommand({ TopicArn, Protocol: Endpoint.split(':')[2], Endpoint, Attributes }));

const arrived = async (name: string) => {
  const { sqs } = cloud.services;
  for (let look = 0; look < 200; look += 1) {
    const [message] = await sqs.receive(queueArn(name), 1);
    if (message !== undefined) return message;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error(`nothing arrived in ${name}`);
};

test('a queue gets the envelope, or the bare message if it is to be raw', async () => {
  await createQueue('wrapped');
  await createQueue('raw');
  const TopicArn = await createTopic();
  await subscribe(TopicArn, queueArn('wrapped'));
  await subscribe(TopicArn, queueArn('raw'), { RawMessageDelivery: 'true' });
  const MessageAttributes = { kind: { DataType: 'String', StringValue: 'x' } };
  const { MessageId } = await sns.send(
    new PublishCommand({ TopicArn, Message: 'hot', Subject: 'Alarm', MessageAttributes }),
  );
  expect(JSON.parse((await arrived('wrapped')).body)).toMatchObject({
    Type: 'Notification',
    MessageId,
    TopicArn,
    Subject: 'Alarm',
    Message: 'hot',
    MessageAttributes: { kind: { Type: 'String', Value: 'x' } },
  });
  expect(await arrived('raw')).toMatchObject({ body: 'hot', messageAttributes: MessageAttributes });
});

test('a function gets an event, also after the function service failed for a while', async () => {
  const arn = 'arn:aws:lambda:us-east-1:000000000000:function:f';
  const TopicArn = await createTopic();
  await subscribe(TopicArn, arn);
  failures = 2;
  await sns.send(
    new PublishCommand({ TopicArn, Message: '{"default":"d","lambda":"for functions"}', MessageStructure: 'json' }),
  );
  await expect.poll(() => invoked).toHaveLength(1);
  expect(invoked[0]).toMatchObject({ arn, caller: { principal: 'sns.amazonaws.com', sourceArn: TopicArn } });
  expect(invoked[0]?.event.Records[0]?.Sns).toMatchObject({
    Message: 'for functions',
    Subject: null,
    MessageAttributes: {},
  });
});

test('a filter policy keeps back what a subscriber does not want', async () => {
  await createQueue('q');
  const TopicArn = await createTopic();
  await subscribe(TopicArn, queueArn('q'), {
    FilterPolicy: '{"level":[{"numeric":[">",2]}]}',
    FilterPolicyScope: 'MessageBody',
  });
  await sns.send(
    new PublishBatchCommand({
      TopicArn,
      PublishBatchRequestEntries: [
        { Id: '1', Message: '{"level":1}' },
        { Id: '2', Message: '{"level":3}' },
      ],
    }),
  );
  expect(JSON.parse((await arrived('q')).body)).toMatchObject({ Message: '{"level":3}' });
});

test('what cannot be delivered goes to the dead-letter queue', async () => {
  await createQueue('dead');
  const TopicArn = await createTopic();
  await subscribe(TopicArn, queueArn('gone'), {
    RedrivePolicy: JSON.stringify({ deadLetterTargetArn: queueArn('dead') }),
  });
  await cloud.services.sns.publish(TopicArn, 'lost');
  expect(JSON.parse((await arrived('dead')).body)).toMatchObject({ Message: 'lost' });
});

test('topics and subscriptions are listed and described', async () => {
  const TopicArn = await createTopic();
  const { SubscriptionArn } = await subscribe(TopicArn, queueArn('q'));
  expect((await sns.send(new ListTopicsCommand({}))).Topics).toEqual([{ TopicArn }]);
  const { Subscriptions } = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
  expect(Subscriptions).toMatchObject([{ SubscriptionArn, Protocol: 'sqs', Endpoint: queueArn('q') }]);
  const topic = await sns.send(new GetTopicAttributesCommand({ TopicArn }));
  expect(topic.Attributes).toMatchObject({ TopicArn, SubscriptionsConfirmed: '1', Owner: '000000000000' });
  const subscription = await sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn }));
  expect(subscription.Attributes).toMatchObject({ RawMessageDelivery: 'false', PendingConfirmation: 'false' });
});

test('protocols that this cloud has no way to are refused by name', async () => {
  const TopicArn = await createTopic();
  await expect(
    sns.send(new SubscribeCommand({ TopicArn, Protocol: 'email', Endpoint: 'a@b.example' })),
  ).rejects.toThrow(/protocol email/);
  await expect(sns.send(new PublishCommand({ PhoneNumber: '+1', Message: 'x' }))).rejects.toThrow(/PhoneNumber/);
  await expect(sns.send(new PublishCommand({ TopicArn: `${TopicArn}x`, Message: 'x' }))).rejects.toMatchObject({
    name: 'NotFoundException',
  });
  await expect(sns.send(new CreateTopicCommand({ Name: 't.fifo', Attributes: { FifoTopic: 'true' } }))).rejects.toThrow(
    /FifoTopic/,
  );
});

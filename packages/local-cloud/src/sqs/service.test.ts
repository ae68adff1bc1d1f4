import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListDeadLetterSourceQueuesCommand,
  ListQueuesCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Cloud, startCloud } from '../cloud.ts';
import { createSqs } from './service.ts';

let cloud: Cloud;
let sqs: SQSClient;
const directory = mkdtempSync(join(tmpdir(), 'signalbox-sqs-'));

const start = async (options = {}) => {
  cloud = await startCloud({ sqs: createSqs }, { port: 0, mqttPort: 0, logLevel: 'error', ...options });
  sqs = new SQSClient({
    endpoint: cloud.endpoint,
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  });
};
const stop = async () => {
  sqs.destroy();
  await cloud.stop();
};
beforeEach(() => start());
afterEach(async () => {
  await stop();
  rmSync(directory, { recursive: true, force: true });
});

const create = async (QueueName: string, Attributes: Record<string, string> = {}): Promise<string> =>
  (await sqs.send(new CreateQueueCommand({ QueueName, Attributes }))).QueueUrl ?? '';

const send = (QueueUrl: string, MessageBody: string, more = {}) =>
  sqs.send(new SendMessageCommand({ QueueUrl, MessageBody, ...more }));

const receive = async (QueueUrl: string, more = {}) =>
  (
    await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
        ...more,
      }),
    )
  ).Messages ?? [];

const attributes = async (QueueUrl: string) =>
  (await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }))).Attributes ?? {};

test('a message is received with its attributes, hidden, and gone once it is deleted', async () => {
  const url = await create('q');
  expect(url).toBe(`${cloud.endpoint}/000000000000/q`);
  const sent = await send(url, 'hello', {
    MessageAttributes: {
      kind: { DataType: 'String', StringValue: 'x' },
      raw: { DataType: 'Binary', BinaryValue: Buffer.from('ab') },
    },
  });
  const [message] = await receive(url);
  // The client has checked both MD5s by itself.
  expect(message).toMatchObject({
    MessageId: sent.MessageId,
    Body: 'hello',
    MD5OfMessageAttributes: sent.MD5OfMessageAttributes,
    MessageAttributes: { kind: { StringValue: 'x' } },
    Attributes: { ApproximateReceiveCount: '1', SenderId: '000000000000' },
  });
  expect(await receive(url)).toEqual([]);
  expect(await attributes(url)).toMatchObject({
    ApproximateNumberOfMessages: '0',
    ApproximateNumberOfMessagesNotVisible: '1',
  });
  await sqs.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: message?.ReceiptHandle }));
  expect(await attributes(url)).toMatchObject({ ApproximateNumberOfMessagesNotVisible: '0' });
});

test('a long poll is answered as soon as a message comes', async () => {
  const url = await create('q');
  const polled = receive(url, { WaitTimeSeconds: 20 });
  await send(url, 'late');
  expect((await polled).map(({ Body }) => Body)).toEqual(['late']);
});

test('visibility is given back at once or when its time is over', async () => {
  const url = await create('q');
  await send(url, 'm');
  const [first] = await receive(url);
  await sqs.send(
    new ChangeMessageVisibilityCommand({ QueueUrl: url, ReceiptHandle: first?.ReceiptHandle, VisibilityTimeout: 0 }),
  );
  const [second] = await receive(url, { VisibilityTimeout: 1 });
  expect(second?.Attributes?.['ApproximateReceiveCount']).toBe('2');
  const [third] = await receive(url, { WaitTimeSeconds: 5 });
  expect(third?.Attributes?.['ApproximateReceiveCount']).toBe('3');
});

test('what was received too often goes to the dead-letter queue, and back by a move task', async () => {
  const dead = await create('dead');
  const { QueueArn = '' } = await attributes(dead);
  const url = await create('q', {
    VisibilityTimeout: '0',
    RedrivePolicy: JSON.stringify({ deadLetterTargetArn: QueueArn, maxReceiveCount: 2 }),
  });
  await send(url, 'poison');
  for (let time = 0; time < 2; time += 1) expect(await receive(url)).toHaveLength(1);
  expect(await receive(url)).toHaveLength(0);
  const [message] = await receive(dead, { VisibilityTimeout: 0 });
  expect(message).toMatchObject({
    Body: 'poison',
    Attributes: { DeadLetterQueueSourceArn: 'arn:aws:sqs:us-east-1:000000000000:q' },
  });
  const sources = await sqs.send(new ListDeadLetterSourceQueuesCommand({ QueueUrl: dead }));
  expect(sources.queueUrls).toEqual([url]);
  await sqs.send(new StartMessageMoveTaskCommand({ SourceArn: QueueArn }));
  expect((await receive(url, { WaitTimeSeconds: 5 })).map(({ Body }) => Body)).toEqual(['poison']);
});

test('a FIFO queue keeps order within a group, drops doubles, and holds a group back while it is in flight', async () => {
  const url = await create('q.fifo', { FifoQueue: 'true', ContentBasedDeduplication: 'true' });
  for (const body of ['a1', 'a2', 'a1']) await send(url, body, { MessageGroupId: 'a' });
  await send(url, 'b1', { MessageGroupId: 'b' });
  const [first] = await receive(url);
  expect(first).toMatchObject({ Body: 'a1', Attributes: { MessageGroupId: 'a' } });
  expect((await receive(url, { MaxNumberOfMessages: 10 })).map(({ Body }) => Body)).toEqual(['b1']);
  await sqs.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle: first?.ReceiptHandle }));
  expect((await receive(url, { MaxNumberOfMessages: 10 })).map(({ Body }) => Body)).toEqual(['a2']);
});

test('a batch settles each entry by itself', async () => {
  const url = await create('q');
  const result = await sqs.send(
    new SendMessageBatchCommand({
      QueueUrl: url,
      Entries: [
        { Id: '1', MessageBody: 'good' },
        { Id: '2', MessageBody: 'bad\u0000' },
      ],
    }),
  );
  expect(result.Successful?.map(({ Id }) => Id)).toEqual(['1']);
  expect(result.Failed).toMatchObject([{ Id: '2', Code: 'InvalidMessageContents', SenderFault: true }]);
});

test('queues are found by any host, listed, purged, and refused by name when they are wrong', async () => {
  const url = await create('q');
  await create('r', { DelaySeconds: '5' });
  expect((await sqs.send(new GetQueueUrlCommand({ QueueName: 'q' }))).QueueUrl).toBe(url);
  expect((await sqs.send(new ListQueuesCommand({ QueueNamePrefix: 'q' }))).QueueUrls).toEqual([url]);
  await send(url, 'm');
  await sqs.send(new PurgeQueueCommand({ QueueUrl: url }));
  await expect(sqs.send(new PurgeQueueCommand({ QueueUrl: url }))).rejects.toMatchObject({
    name: 'PurgeQueueInProgress',
  });
  expect(await receive(url)).toEqual([]);
  await expect(create('r', { DelaySeconds: '6' })).rejects.toMatchObject({ name: 'QueueNameExists' });
  await expect(create('s', { VisibilityTimeout: '43201' })).rejects.toMatchObject({ name: 'InvalidAttributeValue' });
  await expect(create('s', { KmsMasterKeyId: 'k' })).rejects.toThrow(/KmsMasterKeyId/);
  await expect(sqs.send(new GetQueueUrlCommand({ QueueName: 'none' }))).rejects.toMatchObject({
    name: 'QueueDoesNotExist',
  });
});

test('a request that names no queue is told which parameter is missing', async () => {
  const unnamed = { QueueUrl: undefined as never };
  await expect(sqs.send(new SendMessageCommand({ ...unnamed, MessageBody: 'm' }))).rejects.toMatchObject({
    name: 'MissingParameter',
    message: 'The request must contain the parameter QueueUrl.',
  });
  await expect(sqs.send(new StartMessageMoveTaskCommand({ SourceArn: undefined }))).rejects.toMatchObject({
    message: 'The request must contain the parameter SourceArn.',
  });
});

test('messages, receive counts and delays survive a restart', async () => {
  await stop();
  await start({ dataDirectory: directory });
  const before = await create('q');
  await send(before, 'one');
  await send(before, 'two');
  const [one] = await receive(before, { VisibilityTimeout: 0 });
  expect(one?.Body).toBe('one');
  await stop();
  await start({ dataDirectory: directory });
  const messages = await receive(`${cloud.endpoint}/000000000000/q`, { MaxNumberOfMessages: 10 });
  expect(messages.map(({ Body, Attributes }) => [Body, Attributes?.['ApproximateReceiveCount']])).toEqual([
    ['one', '2'],
    ['two', '1'],
  ]);
});

test('messages out of retention are gone', async () => {
  await stop();
  await start({ speed: 1_000_000 });
  const { sqs: port } = cloud.services;
  await create('q', { MessageRetentionPeriod: '3600' });
  await port.sendMessage('arn:aws:sqs:us-east-1:000000000000:q', 'old');
  await cloud.clock.sleep(3 * 3_600_000);
  expect(await port.receive('arn:aws:sqs:us-east-1:000000000000:q', 10)).toEqual([]);
});

test('the port wakes who listens when a hidden message is visible again', async () => {
  await stop();
  await start({ speed: 1000 });
  await create('q', { VisibilityTimeout: '30' });
  const arn = 'arn:aws:sqs:us-east-1:000000000000:q';
  const { sqs: port } = cloud.services;
  await port.sendMessage(arn, 'm');
  const [message] = await port.receive(arn, 1);
  expect(message?.attributes['ApproximateReceiveCount']).toBe('1');
  await new Promise<void>((resolve) => port.onMessages(arn, resolve));
  const [again] = await port.receive(arn, 1);
  expect(again?.attributes['ApproximateReceiveCount']).toBe('2');
  await port.deleteMessages(arn, [again?.receiptHandle ?? '']);
  expect(await attributes(`${cloud.endpoint}/000000000000/q`)).toMatchObject({
    ApproximateNumberOfMessagesNotVisible: '0',
  });
});

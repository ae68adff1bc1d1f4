import { expect, it } from 'vitest';
import type { ActionOrigin } from '../perform.ts';
import { performIot } from './perform-iot.ts';
import { performLambda } from './perform-lambda.ts';
import { performSns } from './perform-sns.ts';
import { performSqs } from './perform-sqs.ts';

const origin: ActionOrigin = { decisionId: 'motor/pump-7/shardId-0:1#0/0', deviceId: 'pump-7' };
const common = { event: 'overheated', lifecycle: 'onEnter', payload: '{"a":1}' } as const;
const attributes = { decisionId: { DataType: 'String', StringValue: origin.decisionId } };
const fifo = { MessageDeduplicationId: expect.stringMatching(/^[0-9a-f]{64}$/), MessageGroupId: 'pump-7' };
const queueUrl = 'https://sqs.us-east-1.amazonaws.com/000000000000/alerts';
const targetArn = 'arn:aws:sns:us-east-1:000000000000:alerts';

/** A client of any service that remembers what it was sent. */
const clientOf = (inputs: unknown[]) =>
  ({ send: async ({ input }: { input: unknown }) => inputs.push(input) }) as never;

it('publishes at QoS 1, with the decision as a user property', async () => {
  const inputs: { payload: Uint8Array; userProperties: string }[] = [];
  await performIot(clientOf(inputs))({ type: 'iotTopicPublish', ...common, mqttTopic: 'alerts/pump-7' }, origin);
  expect(inputs).toMatchObject([{ topic: 'alerts/pump-7', qos: 1 }]);
  expect(Buffer.from(inputs[0]?.payload ?? []).toString()).toBe('{"a":1}');
  expect(JSON.parse(inputs[0]?.userProperties ?? '')).toEqual([{ decisionId: origin.decisionId }]);
});

it('publishes to a topic; a FIFO one is told what a repetition is', async () => {
  const inputs: unknown[] = [];
  const perform = performSns(clientOf(inputs));
  await perform({ type: 'sns', ...common, targetArn }, origin);
  await perform({ type: 'sns', ...common, targetArn: `${targetArn}.fifo` }, origin);
  const message = { Message: '{"a":1}', MessageAttributes: attributes };
  expect(inputs).toEqual([
    { TargetArn: targetArn, ...message },
    { TargetArn: `${targetArn}.fifo`, ...message, ...fifo },
  ]);
});

it('sends to a queue; a FIFO one is told what a repetition is', async () => {
  const inputs: unknown[] = [];
  const perform = performSqs(clientOf(inputs));
  await perform({ type: 'sqs', ...common, queueUrl }, origin);
  await perform({ type: 'sqs', ...common, queueUrl: `${queueUrl}.fifo`, useBase64: true }, origin);
  expect(inputs).toEqual([
    { QueueUrl: queueUrl, MessageBody: '{"a":1}', MessageAttributes: attributes },
    { QueueUrl: `${queueUrl}.fifo`, MessageBody: 'eyJhIjoxfQ==', MessageAttributes: attributes, ...fifo },
  ]);
});

it('a decision that is carried out twice has the same id, two have two', async () => {
  const inputs: { MessageDeduplicationId: string }[] = [];
  const perform = performSqs(clientOf(inputs));
  const action = { type: 'sqs', ...common, queueUrl: `${queueUrl}.fifo` } as const;
  for (const decisionId of [origin.decisionId, origin.decisionId, 'another'])
    await perform(action, { ...origin, decisionId });
  const [first, second, third] = inputs.map(({ MessageDeduplicationId }) => MessageDeduplicationId);
  expect(second).toBe(first);
  expect(third).not.toBe(first);
});

it('invokes a function and does not wait for it', async () => {
  const inputs: { Payload: Uint8Array }[] = [];
  const functionArn = 'arn:aws:lambda:us-east-1:000000000000:function:alert';
  await performLambda(clientOf(inputs))({ type: 'lambda', ...common, functionArn }, origin);
  expect(inputs).toMatchObject([{ FunctionName: functionArn, InvocationType: 'Event' }]);
  expect(Buffer.from(inputs[0]?.Payload ?? []).toString()).toBe('{"a":1}');
});

const thrower = (name: string) =>
  ({
    send: async () => {
      throw Object.assign(new Error('no'), { name });
    },
  }) as never;

it.each([
  ['ThrottlingException', 'TransientError'],
  ['AccessDeniedException', 'PermanentError'],
])('%s is a %s', async (name, family) => {
  const failure = { name: family, code: 'ACTION_FAILED' };
  const client = thrower(name);
  const topic = { type: 'iotTopicPublish', ...common, mqttTopic: 'a' } as const;
  await expect(performIot(client)(topic, origin)).rejects.toMatchObject(failure);
  await expect(performSns(client)({ type: 'sns', ...common, targetArn }, origin)).rejects.toMatchObject(failure);
  await expect(performSqs(client)({ type: 'sqs', ...common, queueUrl }, origin)).rejects.toMatchObject(failure);
  const invocation = { type: 'lambda', ...common, functionArn: 'f' } as const;
  await expect(performLambda(client)(invocation, origin)).rejects.toMatchObject(failure);
});

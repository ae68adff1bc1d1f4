import { CreateEventSourceMappingCommand, type CreateEventSourceMappingCommandInput } from '@aws-sdk/client-lambda';
import { afterEach, expect, test, vi } from 'vitest';
import { createFakeQueue, type FakeQueue } from '../testing/fake-queue.ts';
import { fake } from '../testing/fake-services.ts';
import { type LambdaCloud, startLambdaCloud } from '../testing/lambda-cloud.ts';

const clouds: LambdaCloud[] = [];
afterEach(async () => {
  for (const lambda of clouds.splice(0)) await lambda.stop();
});

const start = async (queue: FakeQueue) => {
  const lambda = await startLambdaCloud({}, { sqs: fake('sqs', queue.port) });
  clouds.push(lambda);
  return lambda;
};

const map = (lambda: LambdaCloud, settings: Partial<CreateEventSourceMappingCommandInput> = {}) =>
  lambda.client.send(
    new CreateEventSourceMappingCommand({
      FunctionName: 'reader',
      EventSourceArn: 'arn:aws:sqs:us-east-1:000000000000:q',
      ...settings,
    }),
  );

/** Fails a message the first time if its body starts with `once`; fails all of it if a body is `throw`. */
const reading = `export const handler = async ({ Records }) => {
  process.stdout.write('GOT ' + JSON.stringify(Records.map((record) => record.body)) + '\\n');
  if (Records.some((record) => record.body === 'throw' && record.attributes.ApproximateReceiveCount === '1')) throw new Error('no');
  const failed = Records.filter((record) => record.body.startsWith('once') && record.attributes.ApproximateReceiveCount === '1');
  return { batchItemFailures: failed.map((record) => ({ itemIdentifier: record.messageId })) };
};`;

const got = ({ witness }: LambdaCloud): string[][] =>
  witness.logs.filter(({ message }) => message.startsWith('GOT ')).map(({ message }) => JSON.parse(message.slice(4)));

test('only the messages that failed come again', async () => {
  const queue = createFakeQueue(300);
  const lambda = await start(queue);
  await lambda.create('reader', reading);
  queue.put(['a', 'once b', 'c']);
  await map(lambda, { FunctionResponseTypes: ['ReportBatchItemFailures'] });
  await vi.waitFor(() => expect(queue.bodies()).toEqual([]), { timeout: 10_000 });
  expect(got(lambda)).toEqual([['a', 'once b', 'c'], ['once b']]);
});

test('a batch whose function throws comes again whole', async () => {
  const queue = createFakeQueue(300);
  const lambda = await start(queue);
  await lambda.create('reader', reading);
  queue.put(['a', 'throw']);
  await map(lambda);
  await vi.waitFor(() => expect(queue.bodies()).toEqual([]), { timeout: 10_000 });
  expect(got(lambda)).toEqual([
    ['a', 'throw'],
    ['a', 'throw'],
  ]);
});

test('a window gathers up to the size of the batch', async () => {
  const queue = createFakeQueue(30_000);
  const lambda = await start(queue);
  await lambda.create('reader', reading);
  await map(lambda, { BatchSize: 20, MaximumBatchingWindowInSeconds: 1 });
  queue.put(['1', '2']);
  setTimeout(() => queue.put(['3']), 200);
  await vi.waitFor(() => expect(queue.bodies()).toEqual([]), { timeout: 10_000 });
  expect(got(lambda)).toEqual([['1', '2', '3']]);
});

test.each([
  ['parameters of streams', { StartingPosition: 'LATEST' as const }, /StartingPosition/],
  ['a large batch without a window', { BatchSize: 20 }, /batch window/],
  [
    'a queue that hides messages for less than the function may run',
    {},
    /Queue visibility timeout: 30 seconds is less than/,
  ],
])('%s is refused', async (_what, settings, message) => {
  const lambda = await start(createFakeQueue(1));
  await lambda.create('reader', reading, { Timeout: message.source.startsWith('Queue') ? 60 : 3 });
  await expect(map(lambda, settings)).rejects.toThrow(message);
});

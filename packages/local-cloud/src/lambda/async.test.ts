import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutFunctionEventInvokeConfigCommand } from '@aws-sdk/client-lambda';
import { afterEach, expect, test, vi } from 'vitest';
import { type LambdaCloud, startLambdaCloud } from './testing/lambda-cloud.ts';

const clouds: LambdaCloud[] = [];
afterEach(async () => {
  for (const lambda of clouds.splice(0)) await lambda.stop();
});

const start = async (options = {}) => {
  const lambda = await startLambdaCloud(options);
  clouds.push(lambda);
  return lambda;
};

const queue = (name: string) => `arn:aws:sqs:us-east-1:000000000000:${name}`;
const failing = "export const handler = async (event) => { throw new Error('never ' + event.n); };";

test('a failed event is retried twice over three minutes, then goes to its destination and the dead-letter queue', async () => {
  const { client, cloud, create, invoke, witness } = await start({ speed: 600 });
  await create('failing', failing, { DeadLetterConfig: { TargetArn: queue('dead') } });
  const destination = { OnFailure: { Destination: queue('failed') } };
  await client.send(
    new PutFunctionEventInvokeConfigCommand({ FunctionName: 'failing', DestinationConfig: destination }),
  );
  const from = cloud.clock.now();
  const { status } = await invoke('failing', { n: 1 }, { InvocationType: 'Event' });
  expect(status).toBe(202);
  await vi.waitFor(() => expect(witness.messages).toHaveLength(2), { timeout: 10_000 });
  expect(cloud.clock.now() - from).toBeGreaterThanOrEqual(180_000);
  const [failed, dead] = witness.messages;
  expect(failed?.queueArn).toBe(queue('failed'));
  expect(JSON.parse(failed?.body ?? '')).toMatchObject({
    version: '1.0',
    requestContext: {
      functionArn: 'arn:aws:lambda:us-east-1:000000000000:function:failing:$LATEST',
      condition: 'RetriesExhausted',
      approximateInvokeCount: 3,
    },
    requestPayload: { n: 1 },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    responsePayload: { errorType: 'Error', errorMessage: 'never 1' },
  });
  expect(dead).toMatchObject({
    queueArn: queue('dead'),
    body: '{"n":1}',
    attributes: { ErrorMessage: { StringValue: 'never 1' }, ErrorCode: { StringValue: '200' } },
  });
});

test('success goes to its destination, an event bus', async () => {
  const { client, create, invoke, witness } = await start();
  await create('good', 'export const handler = async (event) => event.n + 1;');
  const bus = 'arn:aws:events:us-east-1:000000000000:event-bus/b';
  const destination = { OnSuccess: { Destination: bus } };
  await client.send(new PutFunctionEventInvokeConfigCommand({ FunctionName: 'good', DestinationConfig: destination }));
  await invoke('good', { n: 1 }, { InvocationType: 'Event' });
  await vi.waitFor(() => expect(witness.busEvents).toHaveLength(1), { timeout: 10_000 });
  expect(witness.busEvents[0]).toMatchObject({
    bus,
    event: {
      source: 'lambda',
      detailType: 'Lambda Function Invocation Result - Success',
      detail: { requestContext: { condition: 'Success', approximateInvokeCount: 1 }, responsePayload: 2 },
    },
  });
});

test('events that wait survive a restart, with their count of failures', async () => {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'signalbox-test-'));
  const first = await start({ dataDirectory });
  await first.create('failing', failing);
  const destination = { OnFailure: { Destination: queue('failed') } };
  await first.client.send(
    new PutFunctionEventInvokeConfigCommand({
      FunctionName: 'failing',
      MaximumRetryAttempts: 1,
      DestinationConfig: destination,
    }),
  );
  await first.invoke('failing', { n: 2 }, { InvocationType: 'Event' });
  await vi.waitFor(() => expect(first.witness.logs.some(({ message }) => message.startsWith('REPORT'))).toBe(true));
  await clouds.pop()?.stop();
  const { witness } = await start({ dataDirectory, speed: 600 });
  await vi.waitFor(() => expect(witness.messages).toHaveLength(1), { timeout: 10_000 });
  expect(JSON.parse(witness.messages[0]?.body ?? '').requestContext).toMatchObject({ approximateInvokeCount: 2 });
  await clouds.pop()?.stop();
  rmSync(dataDirectory, { recursive: true, force: true });
});

test('the limits of payloads are those of AWS', async () => {
  const { create, invoke } = await start();
  await create('any', 'export const handler = async () => 1;');
  const large = 'x'.repeat(1_100_000);
  await expect(invoke('any', large, { InvocationType: 'Event' })).rejects.toMatchObject({
    name: 'RequestTooLargeException',
  });
  expect(await invoke('any', large)).toMatchObject({ payload: 1 });
  await expect(invoke('any', 'x'.repeat(6_300_000))).rejects.toMatchObject({ name: 'RequestTooLargeException' });
  expect((await invoke('any', {}, { InvocationType: 'DryRun' })).status).toBe(204);
});

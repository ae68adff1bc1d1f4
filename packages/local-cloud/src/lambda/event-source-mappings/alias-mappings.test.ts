import {
  CreateAliasCommand,
  CreateEventSourceMappingCommand,
  GetEventSourceMappingCommand,
  PublishVersionCommand,
  UpdateEventSourceMappingCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { afterEach, expect, test, vi } from 'vitest';
import { createFakeQueue } from '../testing/fake-queue.ts';
import { fake } from '../testing/fake-services.ts';
import { createFakeStream } from '../testing/fake-stream.ts';
import { type LambdaCloud, startLambdaCloud } from '../testing/lambda-cloud.ts';

const clouds: LambdaCloud[] = [];
afterEach(async () => {
  for (const lambda of clouds.splice(0)) await lambda.stop();
});

const shard = 'shardId-000000000000';
const EventSourceArn = 'arn:aws:kinesis:us-east-1:000000000000:stream/s';
const queueArn = 'arn:aws:sqs:us-east-1:000000000000:q';
const aliasArn = 'arn:aws:lambda:us-east-1:000000000000:function:reader:live';

/** Logs its version and what it got; `slow` takes its time. */
const reading = `export const handler = async ({ Records }, { functionVersion }) => {
  const values = Records.map(({ body, kinesis }) => body ?? JSON.parse(Buffer.from(kinesis.data, 'base64')));
  process.stdout.write('GOT ' + JSON.stringify([functionVersion, ...values]) + '\\n');
  if (values.includes('slow')) await new Promise((resolve) => setTimeout(resolve, 400));
};`;

const got = ({ witness }: LambdaCloud): string[][] =>
  witness.logs.filter(({ message }) => message.startsWith('GOT ')).map(({ message }) => JSON.parse(message.slice(4)));

/** A cloud with the function `reader`, its versions 1 and 2 and the alias `live`, half and half. */
const start = async (services: Parameters<typeof startLambdaCloud>[1]): Promise<LambdaCloud> => {
  const lambda = await startLambdaCloud({}, services);
  clouds.push(lambda);
  await lambda.create('reader', reading);
  for (const Timeout of [4, 5]) {
    await lambda.client.send(new UpdateFunctionConfigurationCommand({ FunctionName: 'reader', Timeout }));
    await lambda.client.send(new PublishVersionCommand({ FunctionName: 'reader' }));
  }
  return lambda;
};

const createAlias = (lambda: LambdaCloud, weights: Record<string, number>) =>
  lambda.client.send(
    new CreateAliasCommand({
      FunctionName: 'reader',
      Name: 'live',
      FunctionVersion: '1',
      RoutingConfig: { AdditionalVersionWeights: weights },
    }),
  );

test('each batch of a stream draws the version that gets it, in order, and its age is counted for that version', async () => {
  const stream = createFakeStream([shard]);
  const lambda = await start({ kinesis: fake('kinesis', stream.port) });
  await createAlias(lambda, { 2: 0.5 });
  const numbers = Array.from({ length: 40 }, (_, index) => index);
  stream.put(
    shard,
    numbers.map((value) => ({ key: 'k', value })),
  );
  const mapping = { FunctionName: aliasArn, EventSourceArn, StartingPosition: 'TRIM_HORIZON', BatchSize: 1 } as const;
  const { FunctionArn } = await lambda.client.send(new CreateEventSourceMappingCommand(mapping));
  expect(FunctionArn).toBe(aliasArn);
  await vi.waitFor(() => expect(got(lambda)).toHaveLength(40), { timeout: 10_000 });
  expect(got(lambda).map(([, value]) => value)).toEqual(numbers);
  expect([...new Set(got(lambda).map(([version]) => version))].sort()).toEqual(['1', '2']);
  for (const ExecutedVersion of ['1', '2']) {
    const dimensions = { FunctionName: 'reader', Resource: 'reader:live', ExecutedVersion };
    const age = expect.objectContaining({ name: 'IteratorAge', dimensions });
    await vi.waitFor(() => expect(lambda.witness.metrics).toContainEqual(age), 5000);
  }
});

test('a mapping is moved to the alias while it reads: nothing twice, nothing left out', async () => {
  const stream = createFakeStream([shard]);
  const lambda = await start({ kinesis: fake('kinesis', stream.port) });
  await createAlias(lambda, {});
  const mapping = { FunctionName: 'reader', EventSourceArn, StartingPosition: 'TRIM_HORIZON', BatchSize: 1 } as const;
  const { UUID } = await lambda.client.send(new CreateEventSourceMappingCommand(mapping));
  stream.put(shard, [{ key: 'k', value: 'slow' }]);
  await vi.waitFor(() => expect(got(lambda)).toHaveLength(1), { timeout: 10_000 });
  await lambda.client.send(new UpdateEventSourceMappingCommand({ UUID, FunctionName: aliasArn }));
  stream.put(shard, [
    { key: 'k', value: 'a' },
    { key: 'k', value: 'b' },
  ]);
  await vi.waitFor(() => expect(got(lambda)).toHaveLength(3), { timeout: 10_000 });
  expect(got(lambda)).toEqual([
    ['$LATEST', 'slow'],
    ['1', 'a'],
    ['1', 'b'],
  ]);
  const { FunctionArn, State } = await lambda.client.send(new GetEventSourceMappingCommand({ UUID }));
  expect({ FunctionArn, State }).toEqual({ FunctionArn: aliasArn, State: 'Enabled' });
});

test('a queue is read for an alias, also after a move to it', async () => {
  const queue = createFakeQueue(30_000);
  const lambda = await start({ sqs: fake('sqs', queue.port) });
  await createAlias(lambda, {});
  const mapping = { FunctionName: 'reader', EventSourceArn: queueArn };
  const { UUID } = await lambda.client.send(new CreateEventSourceMappingCommand(mapping));
  await lambda.client.send(new UpdateEventSourceMappingCommand({ UUID, FunctionName: 'reader:live' }));
  queue.put(['a']);
  await vi.waitFor(() => expect(queue.bodies()).toEqual([]), { timeout: 10_000 });
  expect(got(lambda)).toEqual([['1', 'a']]);
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AddPermissionCommand,
  CreateAliasCommand,
  CreateFunctionCommand,
  DeleteFunctionCommand,
  GetFunctionCommand,
  GetPolicyCommand,
  ListTagsCommand,
  ListVersionsByFunctionCommand,
  PublishVersionCommand,
  PutFunctionConcurrencyCommand,
  TagResourceCommand,
  UpdateAliasCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { unknownRole } from './testing/fake-services.ts';
import { type LambdaCloud, startLambdaCloud } from './testing/lambda-cloud.ts';
import { zip } from './testing/zip.ts';

let lambda: LambdaCloud;
beforeAll(async () => {
  lambda = await startLambdaCloud();
});
afterAll(() => lambda.stop());

const returning = (value: string) => `export const handler = async () => '${value}';`;

test('versions are frozen, the same content is the same version, and an alias shares out by weight', async () => {
  const { client } = lambda;
  await lambda.create('versioned', returning('one'));
  const first = await client.send(new PublishVersionCommand({ FunctionName: 'versioned' }));
  const again = await client.send(new PublishVersionCommand({ FunctionName: 'versioned' }));
  expect([first.Version, again.Version]).toEqual(['1', '1']);
  await client.send(
    new UpdateFunctionCodeCommand({
      FunctionName: 'versioned',
      ZipFile: zip({ 'index.mjs': returning('two') }),
      Publish: true,
    }),
  );
  expect((await lambda.invoke('versioned')).payload).toBe('two');
  expect((await lambda.invoke('versioned', {}, { Qualifier: '1' })).payload).toBe('one');
  const alias = { FunctionName: 'versioned', Name: 'live', FunctionVersion: '1' };
  await client.send(new CreateAliasCommand(alias));
  expect(await lambda.invoke('versioned:live')).toMatchObject({ payload: 'one', executedVersion: '1' });
  const weights = { RoutingConfig: { AdditionalVersionWeights: { 2: 0.5 } } };
  await client.send(new UpdateAliasCommand({ ...alias, ...weights }));
  const seen = new Set<unknown>();
  for (let run = 0; run < 40; run += 1) seen.add((await lambda.invoke('versioned:live')).payload);
  expect(seen).toEqual(new Set(['one', 'two']));
  const { Versions } = await client.send(new ListVersionsByFunctionCommand({ FunctionName: 'versioned' }));
  expect(Versions?.map((each) => each.Version)).toEqual(['$LATEST', '1', '2']);
});

test('the code can be fetched by its link, and tags and configuration change', async () => {
  const { client } = lambda;
  await lambda.create('described', returning('x'), { Tags: { a: '1' }, Environment: { Variables: { AB: '1' } } });
  const { Configuration, Code } = await client.send(new GetFunctionCommand({ FunctionName: 'described' }));
  expect(Configuration).toMatchObject({
    Timeout: 3,
    State: 'Active',
    LoggingConfig: { LogGroup: '/aws/lambda/described' },
  });
  const fetched = await fetch(Code?.Location ?? '');
  expect(Buffer.from(await fetched.arrayBuffer())).toEqual(zip({ 'index.mjs': returning('x') }));
  const arn = Configuration?.FunctionArn ?? '';
  await client.send(new TagResourceCommand({ Resource: arn, Tags: { b: '2' } }));
  expect((await client.send(new ListTagsCommand({ Resource: arn }))).Tags).toEqual({ a: '1', b: '2' });
  const updated = await client.send(
    new UpdateFunctionConfigurationCommand({ FunctionName: 'described', Timeout: 9, Environment: { Variables: {} } }),
  );
  expect(updated).toMatchObject({ Timeout: 9, Environment: { Variables: {} }, Handler: 'index.handler' });
  await client.send(new DeleteFunctionCommand({ FunctionName: 'described' }));
  await expect(lambda.invoke('described')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

test('reserved concurrency throttles', async () => {
  const { client } = lambda;
  await lambda.create('reserved', 'export const handler = () => new Promise((resolve) => setTimeout(resolve, 300));');
  await client.send(new PutFunctionConcurrencyCommand({ FunctionName: 'reserved', ReservedConcurrentExecutions: 1 }));
  const runs = await Promise.allSettled([lambda.invoke('reserved'), lambda.invoke('reserved')]);
  expect(runs.map((run) => run.status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(runs.find((run) => run.status === 'rejected')?.reason).toMatchObject({
    name: 'TooManyRequestsException',
    Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded',
  });
});

test('a service may invoke only what the resource policy lets it', async () => {
  const { client, cloud } = lambda;
  await lambda.create('guarded', returning('open'));
  const caller = { principal: 'events.amazonaws.com', sourceArn: 'arn:aws:events:us-east-1:000000000000:rule/r' };
  const invoke = () => cloud.services.lambda.invoke('guarded', Buffer.from('{}'), 'RequestResponse', caller);
  await expect(invoke()).rejects.toMatchObject({ code: 'AccessDeniedException' });
  await client.send(
    new AddPermissionCommand({
      FunctionName: 'guarded',
      StatementId: 's',
      Action: 'lambda:InvokeFunction',
      Principal: caller.principal,
      SourceArn: 'arn:aws:events:us-east-1:000000000000:rule/*',
    }),
  );
  expect(Buffer.from((await invoke()).payload).toString()).toBe('"open"');
  const { Policy } = await client.send(new GetPolicyCommand({ FunctionName: 'guarded' }));
  expect(JSON.parse(Policy ?? '').Statement).toHaveLength(1);
});

test.each([
  ['a reserved variable', { Environment: { Variables: { AWS_REGION: 'x' } } }, /reserved keys.*AWS_REGION/],
  ['too much environment', { Environment: { Variables: { LONG: 'x'.repeat(5000) } } }, /exceeded the 4KB limit/],
  ['a role that cannot be assumed', { Role: unknownRole }, /cannot be assumed by Lambda/],
  ['another language', { Runtime: 'python3.13' as const }, /does not support the runtime python3.13/],
  ['tracing', { TracingConfig: { Mode: 'Active' as const } }, /TracingConfig.Mode Active/],
  ['a layer', { Layers: ['arn:aws:lambda:x'] }, /the member Layers of CreateFunction/],
  ['no zip', { Code: { ZipFile: Buffer.from('no zip') } }, /Could not unzip/],
  ['too little memory', { MemorySize: 64 }, /greater than or equal to 128/],
])('%s is refused', async (_what, settings, message) => {
  await expect(lambda.create('refused', returning('x'), settings)).rejects.toThrow(message);
});

test('functions survive a restart of the cloud', async () => {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'signalbox-test-'));
  const first = await startLambdaCloud({ dataDirectory });
  await first.create('lasting', returning('still here'));
  await expect(first.create('lasting', returning('twin'))).rejects.toMatchObject({ name: 'ResourceConflictException' });
  await first.stop();
  const second = await startLambdaCloud({ dataDirectory });
  expect((await second.invoke('lasting')).payload).toBe('still here');
  await second.stop();
  rmSync(dataDirectory, { recursive: true, force: true });
});

test('code comes from S3, and a missing object is named', async () => {
  const { client, witness } = lambda;
  const body = zip({ 'index.mjs': returning('from S3') });
  witness.objects.set('bucket/code.zip', { body, contentType: '', etag: '', metadata: {} });
  const create = (name: string, key: string) =>
    client.send(
      new CreateFunctionCommand({
        FunctionName: name,
        Role: 'arn:aws:iam::000000000000:role/test',
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        Code: { S3Bucket: 'bucket', S3Key: key },
      }),
    );
  await create('from-s3', 'code.zip');
  expect((await lambda.invoke('from-s3')).payload).toBe('from S3');
  await expect(create('not-there', 'absent.zip')).rejects.toThrow(/S3 Error Code: NoSuchKey/);
});

import {
  AddPermissionCommand,
  CreateAliasCommand,
  type CreateAliasCommandInput,
  DeleteFunctionCommand,
  GetAliasCommand,
  GetFunctionCommand,
  GetPolicyCommand,
  ListAliasesCommand,
  ListVersionsByFunctionCommand,
  PublishVersionCommand,
  PutFunctionConcurrencyCommand,
  PutFunctionEventInvokeConfigCommand,
  TagResourceCommand,
  UpdateAliasCommand,
  UpdateFunctionCodeCommand,
} from '@aws-sdk/client-lambda';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type LambdaCloud, startLambdaCloud } from './testing/lambda-cloud.ts';
import { zip } from './testing/zip.ts';

let lambda: LambdaCloud;
const FunctionName = 'f';
const functionArn = 'arn:aws:lambda:us-east-1:000000000000:function:f';

const program = (number: number) => `export const handler = async (event, context) => {
  if (event.fail) throw new Error('failed ${number}');
  return { number: ${number}, version: context.functionVersion, arn: context.invokedFunctionArn };
};`;

beforeEach(async () => {
  lambda = await startLambdaCloud();
  await lambda.create(FunctionName, program(0));
  for (const number of [1, 2]) {
    const ZipFile = zip({ 'index.mjs': program(number) });
    await lambda.client.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile }));
    await lambda.client.send(new PublishVersionCommand({ FunctionName }));
  }
});
afterEach(() => lambda.stop());

const createAlias = (input: Partial<CreateAliasCommandInput> = {}) =>
  lambda.client.send(new CreateAliasCommand({ FunctionName, Name: 'live', FunctionVersion: '1', ...input }));
const weights = (AdditionalVersionWeights: Record<string, number>) => ({ RoutingConfig: { AdditionalVersionWeights } });

const sumOf = (name: string, dimensions: Record<string, string>): number =>
  lambda.witness.metrics
    .filter((each) => each.name === name && JSON.stringify(each.dimensions) === JSON.stringify(dimensions))
    .reduce((sum, { value }) => sum + value, 0);

test('each invocation of a weighted alias draws its version, and says which one ran', async () => {
  await createAlias(weights({ 2: 0.5 }));
  const outcomes = await Promise.all(Array.from({ length: 60 }, () => lambda.invoke('f:live')));
  const ran = new Set(outcomes.map(({ executedVersion }) => executedVersion));
  expect([...ran].sort()).toEqual(['1', '2']);
  for (const { executedVersion, payload } of outcomes)
    expect(payload).toEqual({ number: Number(executedVersion), version: executedVersion, arn: `${functionArn}:live` });
  expect(await lambda.invoke(functionArn, {}, { Qualifier: 'live' })).toMatchObject({ status: 200 });
  expect(await lambda.invoke(`${functionArn}:live`)).toMatchObject({ status: 200 });
});

test('metrics are counted by function, by alias, and by alias and executed version', async () => {
  await createAlias(weights({ 2: 1 }));
  await lambda.invoke('f:live');
  await lambda.invoke('f:live', { fail: true });
  await lambda.invoke('f:1');
  await lambda.invoke('f');
  const byAlias = { FunctionName, Resource: 'f:live' };
  await vi.waitFor(() => expect(sumOf('Invocations', { FunctionName })).toBe(4), 5000);
  expect(sumOf('Invocations', byAlias)).toBe(2);
  expect(sumOf('Invocations', { ...byAlias, ExecutedVersion: '2' })).toBe(2);
  expect(sumOf('Errors', { ...byAlias, ExecutedVersion: '2' })).toBe(1);
  expect(sumOf('Invocations', { FunctionName, Resource: 'f:1' })).toBe(1);
  expect(sumOf('Invocations', { FunctionName, Resource: 'f:1', ExecutedVersion: '1' })).toBe(0);
  expect(sumOf('Duration', { ...byAlias, ExecutedVersion: '2' })).toBeGreaterThan(0);
  await lambda.client.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 0 }));
  await expect(lambda.invoke('f:live')).rejects.toMatchObject({ name: 'TooManyRequestsException' });
  await vi.waitFor(() => expect(sumOf('Throttles', { ...byAlias, ExecutedVersion: '2' })).toBe(1), 5000);
});

test('what an alias may not point to is refused', async () => {
  const invalid = { name: 'InvalidParameterValueException' };
  await expect(createAlias(weights({ 1: 0.1 }))).rejects.toMatchObject(invalid);
  await expect(createAlias({ FunctionVersion: '$LATEST', ...weights({ 1: 0.1 }) })).rejects.toMatchObject(invalid);
  await expect(createAlias({ FunctionVersion: '9' })).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  await createAlias(weights({ 2: 0.1 }));
  const whole = { FunctionName, Name: 'live', FunctionVersion: '2' };
  await expect(lambda.client.send(new UpdateAliasCommand(whole))).rejects.toThrow(
    'Function version 2 is already included in routing configuration',
  );
  await lambda.client.send(new UpdateAliasCommand({ ...whole, RoutingConfig: {} }));
  const { RoutingConfig, FunctionVersion } = await lambda.client.send(
    new GetAliasCommand({ FunctionName, Name: 'live' }),
  );
  expect({ RoutingConfig, FunctionVersion }).toEqual({ RoutingConfig: undefined, FunctionVersion: '2' });
});

test('a version to which an alias still gives a share cannot be deleted', async () => {
  await createAlias(weights({ 2: 0.1 }));
  const remove = new DeleteFunctionCommand({ FunctionName, Qualifier: '2' });
  await expect(lambda.client.send(remove)).rejects.toMatchObject({
    name: 'ResourceConflictException',
    message: 'Unable to delete version because the following aliases reference it: [live]',
  });
  await lambda.client.send(new UpdateAliasCommand({ FunctionName, Name: 'live', RoutingConfig: {} }));
  await lambda.client.send(remove);
  expect(lambda.cloud.services.lambda.hasVersion('f', '2')).toBe(false);
  expect(lambda.cloud.services.lambda.hasVersion('f', '1')).toBe(true);
});

test('a version is read with its own package and the tags of the function', async () => {
  await createAlias();
  await lambda.client.send(new TagResourceCommand({ Resource: functionArn, Tags: { 'signalbox:kind': 'decide' } }));
  const hashes = new Set<string>();
  for (const Qualifier of ['1', '2', 'live']) {
    const { Code, Configuration, Tags } = await lambda.client.send(new GetFunctionCommand({ FunctionName, Qualifier }));
    const body = Buffer.from(await (await fetch(Code?.Location ?? '')).arrayBuffer());
    const number = Qualifier === 'live' ? 1 : Number(Qualifier);
    expect(body.equals(zip({ 'index.mjs': program(number) }))).toBe(true);
    expect(Configuration).toMatchObject({ FunctionArn: `${functionArn}:${Qualifier}`, Version: String(number) });
    expect(Tags).toEqual({ 'signalbox:kind': 'decide' });
    hashes.add(Configuration?.CodeSha256 ?? '');
  }
  expect(hashes.size).toBe(2);
  const { Versions } = await lambda.client.send(new ListVersionsByFunctionCommand({ FunctionName }));
  expect(Versions?.map(({ Version }) => Version)).toEqual(['$LATEST', '1', '2']);
  const { Aliases } = await lambda.client.send(new ListAliasesCommand({ FunctionName, FunctionVersion: '1' }));
  expect(Aliases?.map(({ Name }) => Name)).toEqual(['live']);
});

test('the door for other services reads and moves an alias', async () => {
  const { lambda: port } = lambda.cloud.services;
  expect(port.aliasOf('f', 'live')).toBeUndefined();
  expect(() => port.setAlias('f', 'live', { functionVersion: '1', weights: {} })).toThrow('Cannot find alias');
  await createAlias();
  port.setAlias('f', 'live', { functionVersion: '1', weights: { 2: 1 } });
  expect(port.aliasOf('f', 'live')).toEqual({ functionVersion: '1', weights: { 2: 1 } });
  expect(await lambda.invoke('f:live')).toMatchObject({ executedVersion: '2' });
  port.setAlias('f', 'live', { functionVersion: '2', weights: {} });
  expect(port.aliasOf('f', 'live')).toEqual({ functionVersion: '2', weights: {} });
  expect(() => port.setAlias('f', 'live', { functionVersion: '7', weights: {} })).toThrow('Function not found');
});

test('a service may invoke an alias only if the policy of the alias lets it', async () => {
  await createAlias();
  const caller = { principal: 'iot.amazonaws.com', sourceArn: 'arn:aws:iot:us-east-1:000000000000:rule/r' };
  const invoke = () => lambda.cloud.services.lambda.invoke(`${functionArn}:live`, Buffer.from('{}'), 'Event', caller);
  const permit = (Qualifier?: string) =>
    lambda.client.send(
      new AddPermissionCommand({
        FunctionName,
        StatementId: 's',
        Action: 'lambda:InvokeFunction',
        Principal: caller.principal,
        SourceArn: caller.sourceArn,
        ...(Qualifier === undefined ? {} : { Qualifier }),
      }),
    );
  await permit();
  await expect(invoke()).rejects.toMatchObject({ code: 'AccessDeniedException' });
  await permit('live');
  expect(await invoke()).toMatchObject({ statusCode: 202 });
  const { Policy = '' } = await lambda.client.send(new GetPolicyCommand({ FunctionName, Qualifier: 'live' }));
  expect(JSON.parse(Policy).Statement).toMatchObject([{ Resource: `${functionArn}:live` }]);
});

test('asynchronous invocations of an alias follow the configuration of the alias', async () => {
  const configure = (Qualifier: string) =>
    lambda.client.send(
      new PutFunctionEventInvokeConfigCommand({
        FunctionName,
        Qualifier,
        MaximumRetryAttempts: 0,
        DestinationConfig: { OnFailure: { Destination: 'arn:aws:sqs:us-east-1:000000000000:failed' } },
      }),
    );
  await expect(configure('live')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  await createAlias(weights({ 2: 1 }));
  await configure('live');
  await lambda.invoke('f:live', { fail: true }, { InvocationType: 'Event' });
  await vi.waitFor(() => expect(lambda.witness.messages).toHaveLength(1), 5000);
  expect(JSON.parse(lambda.witness.messages[0]?.body ?? '')).toMatchObject({
    requestContext: { functionArn: `${functionArn}:live`, condition: 'RetriesExhausted', approximateInvokeCount: 1 },
    responseContext: { executedVersion: '2', functionError: 'Unhandled' },
  });
  const dimensions = { FunctionName, Resource: 'f:live' };
  await vi.waitFor(() => expect(sumOf('AsyncEventsReceived', dimensions)).toBe(1), 5000);
});

import {
  GetFunctionCommand,
  ListAliasesCommand,
  ListEventSourceMappingsCommand,
  ListVersionsByFunctionCommand,
} from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ResourceContext, ResourceType } from '../../kernel/resource-type.ts';
import type { ServiceFactory } from '../../kernel/service.ts';
import type { LambdaPort } from '../../ports/lambda.ts';
import { createLambda } from '../service.ts';
import { fake } from '../testing/fake-services.ts';
import { createFakeStream } from '../testing/fake-stream.ts';
import { type LambdaCloud, startLambdaCloud } from '../testing/lambda-cloud.ts';
import { zip } from '../testing/zip.ts';

let lambda: LambdaCloud;
let types: ReadonlyMap<string, ResourceType>;

const recording: ServiceFactory<LambdaPort> = (context) => {
  const service = createLambda(context);
  types = new Map((service.resourceTypes ?? []).map((type) => [type.typeName, type]));
  return service;
};

beforeAll(async () => {
  lambda = await startLambdaCloud(
    {},
    { kinesis: fake('kinesis', createFakeStream(['shardId-000000000000']).port) },
    recording,
  );
  for (const value of ['one', 'two']) {
    const body = zip({ 'index.mjs': `export const handler = async () => '${value}';` });
    lambda.witness.objects.set(`bucket/${value}.zip`, { body, contentType: '', etag: '', metadata: {} });
  }
});
afterAll(() => lambda.stop());

const context: ResourceContext = {
  stackName: 's',
  stackId: 'id',
  logicalId: 'L',
  generateName: () => 's-L-ABC',
  initiated: () => undefined,
};

const type = (name: string): ResourceType<object> => {
  const found = types.get(`AWS::Lambda::${name}`);
  if (found === undefined) throw new Error(`no resource type ${name}`);
  return found as unknown as ResourceType<object>;
};

const functionProperties = (value: string, more = {}) => ({
  FunctionName: 'stacked',
  Code: { S3Bucket: 'bucket', S3Key: `${value}.zip` },
  Handler: 'index.handler',
  Role: 'arn:aws:iam::000000000000:role/test',
  Runtime: 'nodejs24.x',
  ...more,
});

test('a stack makes, changes and removes a function with version, alias, permission and mapping', async () => {
  const { client } = lambda;
  const properties = functionProperties('one', {
    Timeout: 20,
    Tags: [{ Key: 'a', Value: 'b' }],
    ReservedConcurrentExecutions: 5,
  });
  const made = await type('Function').create(properties, context);
  expect(made).toEqual({
    physicalId: 'stacked',
    attributes: { Arn: 'arn:aws:lambda:us-east-1:000000000000:function:stacked' },
  });
  expect((await lambda.invoke('stacked')).payload).toBe('one');

  const version = await type('Version').create({ FunctionName: 'stacked' }, context);
  expect(version.attributes).toMatchObject({ Version: '1' });
  await expect(type('Version').create({ FunctionName: 'stacked' }, context)).rejects.toThrow(
    /version for this Lambda function exists/,
  );

  const aliasProperties = { FunctionName: 'stacked', Name: 'live', FunctionVersion: '1' };
  const alias = await type('Alias').create(aliasProperties, context);
  const permission = {
    FunctionName: alias.physicalId,
    Action: 'lambda:InvokeFunction',
    Principal: 'events.amazonaws.com',
  };
  const permitted = await type('Permission').create(permission, context);
  expect(permitted.physicalId).toBe('s-L-ABC');
  const mapping = {
    FunctionName: alias.physicalId,
    EventSourceArn: 'arn:aws:kinesis:us-east-1:000000000000:stream/s',
    StartingPosition: 'LATEST',
    BatchSize: 50,
  };
  const mapped = await type('EventSourceMapping').create(mapping, context);
  const { EventSourceMappings } = await client.send(new ListEventSourceMappingsCommand({ FunctionName: 'stacked' }));
  expect(EventSourceMappings).toMatchObject([
    { UUID: mapped.physicalId, BatchSize: 50, FunctionArn: alias.physicalId },
  ]);

  const next = functionProperties('two');
  await type('Function').update({ ...made, properties }, next, context);
  const { Configuration, Tags, Concurrency } = await client.send(new GetFunctionCommand({ FunctionName: 'stacked' }));
  expect([Configuration?.Timeout, Tags, Concurrency]).toEqual([3, undefined, undefined]);
  expect((await lambda.invoke('stacked')).payload).toBe('two');
  expect((await lambda.invoke('stacked:live')).payload).toBe('one');
  await type('Version').create({ FunctionName: 'stacked' }, context);
  const shared = {
    ...aliasProperties,
    RoutingConfig: { AdditionalVersionWeights: [{ FunctionVersion: '2', FunctionWeight: 1 }] },
  };
  await type('Alias').update({ ...alias, properties: aliasProperties }, shared, context);
  expect((await lambda.invoke('stacked:live')).payload).toBe('two');
  await type('Alias').update({ ...alias, properties: shared }, { ...aliasProperties, FunctionVersion: '2' }, context);

  await type('EventSourceMapping').remove({ ...mapped, properties: mapping }, context);
  await type('Permission').remove({ ...permitted, properties: permission }, context);
  await type('Alias').remove({ ...alias, properties: aliasProperties }, context);
  await type('Version').remove({ ...version, properties: {} }, context);
  const { Aliases } = await client.send(new ListAliasesCommand({ FunctionName: 'stacked' }));
  const { Versions } = await client.send(new ListVersionsByFunctionCommand({ FunctionName: 'stacked' }));
  expect([Aliases, Versions?.map((each) => each.Version)]).toEqual([[], ['$LATEST', '2']]);
  await type('Function').remove({ ...made, properties: next }, context);
  await type('Function').remove({ ...made, properties: next }, context);
  await expect(lambda.invoke('stacked')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

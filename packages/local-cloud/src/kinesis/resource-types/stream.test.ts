import { afterEach, expect, test } from 'vitest';
import { type Cloud, startCloud } from '../../cloud.ts';
import type { ResourceContext, ResourceType } from '../../kernel/resource-type.ts';
import { createKinesis } from '../service.ts';

let cloud: Cloud;
afterEach(() => cloud.stop());

const context: ResourceContext = {
  stackName: 'demo',
  stackId: 'id',
  logicalId: 'Stream',
  generateName: () => 'demo-Stream-ABC',
  initiated: () => undefined,
};

const streamType = async (): Promise<ResourceType<object>> => {
  let types: readonly unknown[] = [];
  const capturing: typeof createKinesis = (at) => {
    const service = createKinesis(at);
    types = service.resourceTypes ?? [];
    return service;
  };
  cloud = await startCloud({ kinesis: capturing }, { port: 0, mqttPort: 0, logLevel: 'silent' });
  return types[0] as ResourceType<object>;
};

test('a stream is made as its mode says, and gone with its records', async () => {
  const type = await streamType();
  const properties = { StreamModeDetails: { StreamMode: 'ON_DEMAND' }, RetentionPeriodHours: 48 };
  const made = await type.create(properties, context);
  expect(made).toEqual({
    physicalId: 'demo-Stream-ABC',
    attributes: { Arn: 'arn:aws:kinesis:us-east-1:000000000000:stream/demo-Stream-ABC' },
  });
  const { kinesis } = cloud.services;
  expect(kinesis.shardIds('demo-Stream-ABC')).toHaveLength(4);
  await kinesis.putRecords('demo-Stream-ABC', [{ data: Buffer.from('x'), partitionKey: 'p' }]);
  await type.remove({ ...made, properties }, context);
  await type.remove({ ...made, properties }, context);
  expect(() => kinesis.shardIds('demo-Stream-ABC')).toThrow(/not found/);
});

test('a change of the number of shards is refused by name', async () => {
  const type = await streamType();
  const properties = { Name: 's', ShardCount: 1 };
  const made = await type.create(properties, context);
  await expect(type.update({ ...made, properties }, { Name: 's', ShardCount: 2 }, context)).rejects.toThrow(
    /ShardCount/,
  );
});

import type { TableDescription } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDynamoDb } from '../service.ts';
import { type StackCloud, startStackCloud } from '../testing/stack-cloud.ts';

let stack: StackCloud;
beforeEach(async () => {
  stack = await startStackCloud({ dynamodb: createDynamoDb });
});
afterEach(() => stack.stop());

const string = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' });
const index = (IndexName: string, AttributeName: string) => ({
  IndexName,
  KeySchema: [{ AttributeName, KeyType: 'HASH' }],
  Projection: { ProjectionType: 'KEYS_ONLY' },
});
const table = (properties: object) => ({
  Table: {
    Type: 'AWS::DynamoDB::Table',
    Properties: {
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      ...properties,
    },
  },
});
const describe = async (TableName: string | undefined) =>
  (await stack.cloud.services.dynamodb.call<{ Table: TableDescription }>('DescribeTable', { TableName })).Table;

test('a table is made, changed in place, and deleted', async () => {
  const first = await stack.deploy(
    table({
      AttributeDefinitions: [string('id'), string('a')],
      GlobalSecondaryIndexes: [index('by-a', 'a')],
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      SSESpecification: { SSEEnabled: true },
      Tags: [{ Key: 'one', Value: '1' }],
    }),
  );
  expect(first['Table']).toMatch(/^test-Table-/);
  expect(await describe(first['Table'])).toMatchObject({
    DeletionProtectionEnabled: true,
    SSEDescription: { Status: 'ENABLED' },
    GlobalSecondaryIndexes: [{ IndexName: 'by-a' }],
  });
  const second = await stack.deploy(
    table({
      AttributeDefinitions: [string('id'), string('b')],
      GlobalSecondaryIndexes: [index('by-b', 'b')],
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      Tags: [{ Key: 'two', Value: '2' }],
    }),
  );
  expect(second).toEqual(first);
  expect(await describe(first['Table'])).toMatchObject({
    DeletionProtectionEnabled: false,
    GlobalSecondaryIndexes: [{ IndexName: 'by-b', IndexStatus: 'ACTIVE' }],
  });
  const { call } = stack.cloud.services.dynamodb;
  expect(await call('DescribeTimeToLive', { TableName: first['Table'] })).toEqual({
    TimeToLiveDescription: { TimeToLiveStatus: 'ENABLED', AttributeName: 'expiresAt' },
  });
  await stack.remove();
  await expect(describe(first['Table'])).rejects.toThrow('not found');
});

test('a property that is not honoured fails the deployment by its name', async () => {
  const streaming = table({
    AttributeDefinitions: [string('id')],
    StreamSpecification: { StreamViewType: 'KEYS_ONLY' },
  });
  await expect(stack.deploy(streaming)).rejects.toThrow('StreamSpecification');
});

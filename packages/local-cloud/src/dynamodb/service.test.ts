import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  BatchGetItemCommand,
  CreateTableCommand,
  DeleteTableCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
  UpdateTableCommand,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Cloud, startCloud } from '../cloud.ts';
import { createDynamoDb } from './service.ts';

let dataDirectory: string;
let cloud: Cloud;
let client: DynamoDBClient;

const open = async (speed = 1) => {
  cloud = await startCloud(
    { dynamodb: createDynamoDb },
    { port: 0, mqttPort: 0, dataDirectory, speed, logLevel: 'silent' },
  );
  client = new DynamoDBClient({
    endpoint: cloud.endpoint,
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  });
};

beforeEach(async () => {
  dataDirectory = mkdtempSync(join(tmpdir(), 'signalbox-test-'));
  await open();
});
afterEach(async () => {
  client.destroy();
  await cloud.stop();
  rmSync(dataDirectory, { recursive: true, force: true });
});

const TableName = 'commands';
const dueIndex = {
  IndexName: 'due',
  KeySchema: [
    { AttributeName: 'dueShard', KeyType: 'HASH' as const },
    { AttributeName: 'dueAt', KeyType: 'RANGE' as const },
  ],
  Projection: { ProjectionType: 'ALL' as const },
};
const dueAttributes = [
  { AttributeName: 'dueShard', AttributeType: 'S' as const },
  { AttributeName: 'dueAt', AttributeType: 'N' as const },
];

const createTable = async (withIndex = true) => {
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }, ...(withIndex ? dueAttributes : [])],
      ...(withIndex ? { GlobalSecondaryIndexes: [dueIndex] } : {}),
    }),
  );
  await waitUntilTableExists({ client, maxWaitTime: 10, minDelay: 0.01, maxDelay: 0.01 }, { TableName });
};

const queryDue = () =>
  client.send(
    new QueryCommand({
      TableName,
      IndexName: 'due',
      KeyConditionExpression: 'dueShard = :s AND dueAt <= :t',
      ExpressionAttributeValues: { ':s': { S: '0' }, ':t': { N: '10' } },
    }),
  );

const put = (id: string, dueAt: string) =>
  client.send(new PutItemCommand({ TableName, Item: { id: { S: id }, dueShard: { S: '0' }, dueAt: { N: dueAt } } }));

test('an item and its index entries are found, also after a restart', async () => {
  await createTable();
  await put('a', '5');
  await put('b', '50');
  client.destroy();
  await cloud.stop();
  await open();
  expect((await queryDue()).Items).toEqual([{ id: { S: 'a' }, dueShard: { S: '0' }, dueAt: { N: '5' } }]);
  const remove = new UpdateItemCommand({ TableName, Key: { id: { S: 'a' } }, UpdateExpression: 'REMOVE dueShard' });
  await client.send(remove);
  expect((await queryDue()).Count).toBe(0);
});

test('items are found in a batch by their keys', async () => {
  await createTable();
  await put('a', '5');
  const Keys = [{ id: { S: 'a' } }, { id: { S: 'nobody' } }];
  const { Responses } = await client.send(
    new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys, ConsistentRead: true } } }),
  );
  expect(Responses?.[TableName]).toMatchObject([{ dueAt: { N: '5' } }]);
});

test('what was acknowledged is there after a kill, in the table and in its index', async () => {
  await createTable();
  await Promise.all(Array.from({ length: 20 }, (_each, index) => put(`item-${index}`, '1')));
  // What a kill at this moment would leave.
  const left = `${dataDirectory}-left`;
  cpSync(dataDirectory, left, { recursive: true });
  client.destroy();
  await cloud.stop();
  rmSync(dataDirectory, { recursive: true });
  dataDirectory = left;
  await open();
  expect((await queryDue()).Count).toBe(20);
  expect((await client.send(new ScanCommand({ TableName }))).Count).toBe(20);
});

test('a scan may ask for consistency', async () => {
  await createTable();
  await put('a', '5');
  expect((await client.send(new ScanCommand({ TableName, ConsistentRead: true }))).Count).toBe(1);
});

test('a failed condition gives the item that it failed on', async () => {
  await createTable();
  await put('a', '5');
  const failing = new PutItemCommand({
    TableName,
    Item: { id: { S: 'a' } },
    ConditionExpression: 'attribute_not_exists(id)',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
  await expect(client.send(failing)).rejects.toMatchObject({
    name: 'ConditionalCheckFailedException',
    message: 'The conditional request failed',
    Item: { dueAt: { N: '5' } },
  });
});

test('an index can be added to a table that has items, and taken away', async () => {
  await createTable(false);
  await put('a', '5');
  await client.send(
    new UpdateTableCommand({
      TableName,
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }, ...dueAttributes],
      GlobalSecondaryIndexUpdates: [{ Create: dueIndex }],
    }),
  );
  await expect
    .poll(async () => (await client.send(new DescribeTableCommand({ TableName }))).Table)
    .toMatchObject({
      TableStatus: 'ACTIVE',
      GlobalSecondaryIndexes: [{ IndexName: 'due', IndexStatus: 'ACTIVE' }],
    });
  expect((await queryDue()).Count).toBe(1);
  await client.send(
    new UpdateTableCommand({ TableName, GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: 'due' } }] }),
  );
  await expect(queryDue()).rejects.toThrow('The table does not have the specified index: due');
});

test('what is not supported is refused by name, also inside a member', async () => {
  await createTable();
  await expect(client.send(new TransactWriteItemsCommand({ TransactItems: [] }))).rejects.toThrow('TransactWriteItems');
  const streaming = new CreateTableCommand({
    TableName: 'other',
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    StreamSpecification: { StreamEnabled: true },
  });
  await expect(client.send(streaming)).rejects.toThrow('StreamSpecification');
  const nested = new CreateTableCommand({
    TableName: 'other',
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    GlobalSecondaryIndexes: [{ ...dueIndex, OnDemandThroughput: { MaxReadRequestUnits: 1 } }],
  });
  await expect(client.send(nested)).rejects.toThrow('GlobalSecondaryIndexes.OnDemandThroughput');
});

test('a protected table is not deleted', async () => {
  await createTable();
  await client.send(new UpdateTableCommand({ TableName, DeletionProtectionEnabled: true }));
  await expect(client.send(new DeleteTableCommand({ TableName }))).rejects.toThrow('protected against deletion');
});

test('expired items go, on the time of the cloud', async () => {
  client.destroy();
  await cloud.stop();
  await open(600);
  await createTable();
  const TimeToLiveSpecification = { AttributeName: 'dueAt', Enabled: true };
  await client.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification }));
  expect(await client.send(new DescribeTimeToLiveCommand({ TableName }))).toMatchObject({
    TimeToLiveDescription: { TimeToLiveStatus: 'ENABLED', AttributeName: 'dueAt' },
  });
  const nowSeconds = Math.floor(cloud.clock.now() / 1000);
  await put('old', String(nowSeconds - 10));
  await put('new', String(nowSeconds + 86_400));
  const get = async (id: string) => (await client.send(new GetItemCommand({ TableName, Key: { id: { S: id } } }))).Item;
  await expect.poll(() => get('old'), { timeout: 5000 }).toBeUndefined();
  expect(await get('new')).toBeDefined();
});

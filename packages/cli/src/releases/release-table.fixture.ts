import { CreateTableCommand, DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Cloud } from '@signalbox/local-cloud';
import { releaseStore } from '@signalbox/releases/store';
import { expect, vi } from 'vitest';
import { namesOf } from '../names.ts';
import { settingsOf } from '../test-cloud.fixture.ts';

const { releasesTable: TableName } = namesOf('local');

/** The table of releases, as the service `foundation` has it, ready; and the store in it. */
export const createReleaseTable = async (cloud: Cloud) => {
  const client = new DynamoDBClient(settingsOf(cloud));
  await client.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['pk', 'sk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
    }),
  );
  await vi.waitFor(
    async () => {
      const { Table } = await client.send(new DescribeTableCommand({ TableName }));
      expect(Table?.TableStatus).toBe('ACTIVE');
    },
    { timeout: 10_000, interval: 50 },
  );
  return { store: releaseStore({ client, tableName: TableName }), close: () => client.destroy() };
};

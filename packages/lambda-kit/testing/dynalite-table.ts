import type { AddressInfo, Server } from 'node:net';
import {
  type AttributeDefinition,
  CreateTableCommand,
  DynamoDBClient,
  type KeySchemaElement,
} from '@aws-sdk/client-dynamodb';
// @ts-expect-error dynalite comes without types
import dynalite from 'dynalite';

const text = (AttributeName: string): AttributeDefinition => ({ AttributeName, AttributeType: 'S' });
const keys = (hash: string, range?: string): KeySchemaElement[] => [
  { AttributeName: hash, KeyType: 'HASH' },
  ...(range ? [{ AttributeName: range, KeyType: 'RANGE' } as const] : []),
];

/** A table with the sparse index `due`, as services/foundation declares it, in a DynamoDB of its own in memory. */
export const dynaliteTable = async (tableName: string, hash: string, range?: string) => {
  const server: Server = dynalite({ createTableMs: 0 });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const client = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const create = new CreateTableCommand({
    TableName: tableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [
      ...[hash, ...(range ? [range] : []), 'dueShard'].map(text),
      { AttributeName: 'dueAt', AttributeType: 'N' },
    ],
    KeySchema: keys(hash, range),
    GlobalSecondaryIndexes: [
      { IndexName: 'due', KeySchema: keys('dueShard', 'dueAt'), Projection: { ProjectionType: 'KEYS_ONLY' } },
    ],
  });
  await client.send(create);
  const close = (): Promise<void> => {
    client.destroy();
    return new Promise((resolve) => server.close(() => resolve()));
  };
  return { client, close };
};

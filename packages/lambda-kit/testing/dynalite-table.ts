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

/** What a table of services/foundation is made of; its keys are texts. */
interface TableShape {
  readonly hash: string;
  readonly range?: string;
  /** With the sparse index `due`. */
  readonly hasDue?: boolean;
}

const dueIndex = {
  IndexName: 'due',
  KeySchema: keys('dueShard', 'dueAt'),
  Projection: { ProjectionType: 'KEYS_ONLY' },
} as const;

/** A table in a DynamoDB of its own in memory. */
export const dynaliteTable = async (tableName: string, { hash, range, hasDue = false }: TableShape) => {
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
      ...[hash, ...(range ? [range] : [])].map(text),
      ...(hasDue ? [text('dueShard'), { AttributeName: 'dueAt', AttributeType: 'N' } as const] : []),
    ],
    KeySchema: keys(hash, range),
    ...(hasDue ? { GlobalSecondaryIndexes: [dueIndex] } : {}),
  });
  await client.send(create);
  const close = (): Promise<void> => {
    client.destroy();
    return new Promise((resolve) => server.close(() => resolve()));
  };
  return { client, close };
};

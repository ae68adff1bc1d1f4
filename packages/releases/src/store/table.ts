import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  type PutItemCommandInput,
  paginateQuery,
} from '@aws-sdk/client-dynamodb';
import type { Item } from './document.ts';
import type { Key } from './keys.ts';

export interface Range {
  /** Only sort keys before this. */
  readonly before?: string;
  readonly newestFirst?: boolean;
}

/** The few ways in which the table is used; reads are strongly consistent. */
export const tableOf = (client: DynamoDBClient, tableName: string) => ({
  get: async (key: Key): Promise<Item | undefined> =>
    (await client.send(new GetItemCommand({ TableName: tableName, Key: key, ConsistentRead: true }))).Item,

  put: async (item: Item, condition: Partial<PutItemCommandInput> = {}): Promise<'saved' | 'conflict'> => {
    try {
      await client.send(new PutItemCommand({ TableName: tableName, Item: item, ...condition }));
      return 'saved';
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return 'conflict';
      throw error;
    }
  },

  async *query(partition: string, { before, newestFirst = false }: Range = {}): AsyncGenerator<Item, void, void> {
    const isBefore = before === undefined ? '' : ' AND sk < :before';
    const values: Item = { ':pk': { S: partition }, ...(before === undefined ? {} : { ':before': { S: before } }) };
    const request = {
      ...{ TableName: tableName, ConsistentRead: true, ScanIndexForward: !newestFirst },
      ...{ KeyConditionExpression: `pk = :pk${isBefore}`, ExpressionAttributeValues: values },
    };
    for await (const { Items = [] } of paginateQuery({ client }, request)) yield* Items;
  },
});

export type Table = ReturnType<typeof tableOf>;

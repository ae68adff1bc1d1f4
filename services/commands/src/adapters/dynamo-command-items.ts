import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  type PutItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { clientSettings, sdkError } from '@signalbox/lambda-kit';
import type { CommandItems } from './command-store.ts';

export interface DynamoCommandItemsOptions {
  /** Default: one of its own. */
  readonly client?: DynamoDBClient;
  readonly tableName: string;
}

const commandIsNew = 'attribute_not_exists(commandId)';
const storedIsTheVersionBefore = '#version = :before';

const conditionFor = (version: number): Partial<PutItemCommandInput> =>
  version === 1
    ? { ConditionExpression: commandIsNew }
    : {
        ConditionExpression: storedIsTheVersionBefore,
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: { ':before': { N: String(version - 1) } },
      };

/** Items of commands in DynamoDB. */
export const dynamoCommandItems = ({
  client = new DynamoDBClient(clientSettings),
  tableName,
}: DynamoCommandItemsOptions): CommandItems => ({
  getItem: async (commandId) => {
    const get = new GetItemCommand({
      TableName: tableName,
      Key: { commandId: { S: commandId } },
      ConsistentRead: true,
    });
    try {
      const { Item } = await client.send(get);
      return Item;
    } catch (error) {
      throw sdkError('COMMAND_READ_FAILED', error);
    }
  },
  putItem: async (Item) => {
    const condition = conditionFor(Number(Item['version']?.N));
    const put = new PutItemCommand({ TableName: tableName, Item, ...condition });
    try {
      await client.send(put);
      return 'saved';
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return 'conflict';
      throw sdkError('COMMAND_WRITE_FAILED', error);
    }
  },
});

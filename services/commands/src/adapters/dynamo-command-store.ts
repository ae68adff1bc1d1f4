import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  type PutItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { clientSettings, sdkError } from '@signalbox/lambda-kit';
import type { Command } from '../command.ts';
import type { CommandStore } from '../ports.ts';
import { fromAttributes, toAttributes } from './command-attributes.ts';

export interface DynamoCommandStoreOptions {
  /** Default: one of its own. */
  readonly client?: DynamoDBClient;
  readonly tableName: string;
}

const commandIsNew = 'attribute_not_exists(commandId)';
const storedIsTheVersionBefore = '#version = :before';

const conditionFor = ({ version }: Command): Partial<PutItemCommandInput> =>
  version === 1
    ? { ConditionExpression: commandIsNew }
    : {
        ConditionExpression: storedIsTheVersionBefore,
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: { ':before': { N: String(version - 1) } },
      };

/** Commands in DynamoDB. */
export const dynamoCommandStore = ({
  client = new DynamoDBClient(clientSettings),
  tableName,
}: DynamoCommandStoreOptions): CommandStore => ({
  load: async (commandId) => {
    const get = new GetItemCommand({
      TableName: tableName,
      Key: { commandId: { S: commandId } },
      ConsistentRead: true,
    });
    try {
      const { Item } = await client.send(get);
      return Item && fromAttributes(Item);
    } catch (error) {
      throw sdkError('COMMAND_READ_FAILED', error);
    }
  },
  save: async (command) => {
    const put = new PutItemCommand({ TableName: tableName, Item: toAttributes(command), ...conditionFor(command) });
    try {
      await client.send(put);
      return 'saved';
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return 'conflict';
      throw sdkError('COMMAND_WRITE_FAILED', error);
    }
  },
});

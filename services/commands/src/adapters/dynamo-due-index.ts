import { DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { clientSettings, dueShards, sdkError } from '@signalbox/lambda-kit';
import type { DueIndex } from '../ports.ts';

export interface DynamoDueIndexOptions {
  /** Default: one of its own. */
  readonly client?: DynamoDBClient;
  readonly tableName: string;
}

/** As many commands as one sweep looks at in each partition of the index; the next sweep goes on with the others. */
const mostInAShard = 1000;

const isDue = 'dueShard = :shard AND dueAt <= :until';

/** The sparse index `due` of the commands. */
export const dynamoDueIndex = ({
  client = new DynamoDBClient(clientSettings),
  tableName,
}: DynamoDueIndexOptions): DueIndex => {
  const dueIn = async (shard: string, until: number): Promise<{ commandId: string; at: number }[]> => {
    const query = new QueryCommand({
      TableName: tableName,
      IndexName: 'due',
      KeyConditionExpression: isDue,
      ExpressionAttributeValues: { ':shard': { S: shard }, ':until': { N: String(until) } },
      Limit: mostInAShard,
    });
    try {
      const { Items = [] } = await client.send(query);
      return Items.map(({ commandId, dueAt }) => ({ commandId: commandId?.S ?? '', at: Number(dueAt?.N) }));
    } catch (error) {
      throw sdkError('DUE_INDEX_FAILED', error);
    }
  };

  return {
    dueBy: async (until) => {
      const found = await Promise.all(dueShards.map((shard) => dueIn(shard, until)));
      return found
        .flat()
        .sort((a, b) => a.at - b.at)
        .map(({ commandId }) => commandId);
    },
  };
};

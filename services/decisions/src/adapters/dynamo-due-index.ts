import { DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { clientSettings, dueShards, sdkError } from '@signalbox/lambda-kit';
import type { DueIndex } from '../ports.ts';

export interface DynamoDueIndexOptions {
  /** Default: one of its own. */
  readonly client?: DynamoDBClient;
  readonly tableName: string;
  readonly ruleSet: string;
}

/** As many devices as one sweep looks at in each partition of the index; the next sweep goes on with the others. */
const mostInAShard = 1000;

const isDue = 'dueShard = :shard AND dueAt <= :until';

/** The sparse index `due` of the device items. */
export const dynamoDueIndex = ({
  client = new DynamoDBClient(clientSettings),
  tableName,
  ruleSet,
}: DynamoDueIndexOptions): DueIndex => {
  const send = async (query: QueryCommand) => {
    try {
      return await client.send(query);
    } catch (error) {
      throw sdkError('DUE_INDEX_FAILED', error);
    }
  };

  const dueIn = async (shard: string, until: number): Promise<{ deviceId: string; at: number }[]> => {
    const query = new QueryCommand({
      TableName: tableName,
      IndexName: 'due',
      KeyConditionExpression: isDue,
      ExpressionAttributeValues: { ':shard': { S: shard }, ':until': { N: String(until) } },
      Limit: mostInAShard,
    });
    const { Items = [] } = await send(query);
    return Items.flatMap(({ deviceId, ruleSet: set, dueAt }) =>
      deviceId?.S && set?.S === ruleSet ? [{ deviceId: deviceId.S, at: Number(dueAt?.N) }] : [],
    );
  };

  return {
    dueBy: async (until) => {
      const found = await Promise.all(dueShards.map((shard) => dueIn(shard, until)));
      return found
        .flat()
        .sort((a, b) => a.at - b.at)
        .map(({ deviceId }) => deviceId);
    },
  };
};

import { type KinesisClient, ListShardsCommand, type Shard } from '@aws-sdk/client-kinesis';

/**
 * All shards of a stream that hold records within its retention, the closed ones among them (that is the default filter):
 * https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ShardFilter.html
 */
export const listShards = async (client: KinesisClient, StreamName: string): Promise<readonly Shard[]> => {
  const found: Shard[] = [];
  let NextToken: string | undefined;
  do {
    const page = await client.send(new ListShardsCommand(NextToken === undefined ? { StreamName } : { NextToken }));
    found.push(...(page.Shards ?? []));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return found;
};

import { setTimeout as sleep } from 'node:timers/promises';
import {
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  DynamoDBClient,
  PutItemCommand,
  type PutItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { clientSettings, sdkError, TransientError } from '@signalbox/lambda-kit';
import { atMost } from './at-most.ts';
import { coalesce } from './coalesce.ts';
import type { Attributes } from './device-item-attributes.ts';
import type { DeviceItems } from './device-store.ts';

export interface DynamoDeviceItemsOptions {
  /** Default: one of its own. */
  readonly client?: DynamoDBClient;
  readonly tableName: string;
  readonly ruleSet: string;
  /** Milliseconds before what the table had no capacity for is asked for again; tests set 0. */
  readonly retryDelayMs?: number;
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html */
const keysPerRead = 100;
const readAttempts = 5;

/**
 * A fleet that is new, or back after a silence, has all its items written in one batch. The SDK's agent has 50 sockets
 * (https://docs.aws.amazon.com/sdk-for-javascript/v3/developer-guide/node-configuring-maxsockets.html), and a request that waits for one of
 * them runs into the time-out of the connection; half of them write some thousand items a second.
 */
const concurrentWrites = 25;

const itemIsNew = 'attribute_not_exists(deviceId)';
const storedIsTheVersionBefore = '#version = :before';

const conditionFor = (version: number): Partial<PutItemCommandInput> =>
  version === 1
    ? { ConditionExpression: itemIsNew }
    : {
        ConditionExpression: storedIsTheVersionBefore,
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: { ':before': { N: String(version - 1) } },
      };

/** Device items in DynamoDB. The devices of a batch are read together, strongly consistently. */
export const dynamoDeviceItems = (options: DynamoDeviceItemsOptions): DeviceItems => {
  const { client = new DynamoDBClient(clientSettings), tableName, ruleSet, retryDelayMs = 50 } = options;

  const readSome = async (keys: Attributes[]) => {
    const request = { RequestItems: { [tableName]: { Keys: keys, ConsistentRead: true } } };
    try {
      const { Responses, UnprocessedKeys } = await client.send(new BatchGetItemCommand(request));
      return { items: Responses?.[tableName] ?? [], unread: UnprocessedKeys?.[tableName]?.Keys ?? [] };
    } catch (error) {
      throw sdkError('STATE_READ_FAILED', error);
    }
  };

  const readMany = async (deviceIds: readonly string[]): Promise<ReadonlyMap<string, Attributes>> => {
    const found = new Map<string, Attributes>();
    let keys: Attributes[] = deviceIds.map((deviceId) => ({ deviceId: { S: deviceId }, ruleSet: { S: ruleSet } }));
    for (let attempt = 1; keys.length > 0; attempt += 1) {
      const { items, unread } = await readSome(keys);
      for (const attributes of items) found.set(attributes['deviceId']?.S ?? '', attributes);
      keys = unread;
      if (keys.length > 0 && attempt === readAttempts) {
        throw new TransientError('STATE_READ_FAILED', `${keys.length} items were not read in ${readAttempts} attempts`);
      }
      if (keys.length > 0) await sleep(retryDelayMs * 2 ** attempt);
    }
    return found;
  };

  const putItem: DeviceItems['putItem'] = async (Item) => {
    const put = new PutItemCommand({ TableName: tableName, Item, ...conditionFor(Number(Item['version']?.N)) });
    try {
      await client.send(put);
      return 'saved';
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return 'conflict';
      throw sdkError('STATE_WRITE_FAILED', error);
    }
  };

  return { getItem: coalesce(keysPerRead, readMany), putItem: atMost(concurrentWrites, putItem) };
};

import type { UpdateTimeToLiveInput } from '@aws-sdk/client-dynamodb';
import { AwsError } from '../kernel/aws-error.ts';
import type { Clock, Timer } from '../kernel/clock.ts';
import type { Log } from '../kernel/log.ts';
import { type Operation, operation } from '../kernel/operation.ts';
import type { DynamoEngine } from './engine.ts';
import type { SettingsTable } from './table-settings.ts';

const sweepEveryMs = 60_000;
const pageSize = 500;
/** Items that expired longer ago are kept: an expiry that old is taken for a mistake. */
const oldestExpirySeconds = 5 * 365 * 86_400;

type Item = Readonly<Record<string, { readonly N?: string }>>;

const validation = (message: string) => new AwsError('ValidationException', message);

/**
 * UpdateTimeToLive and DescribeTimeToLive. AWS takes up to an hour to enable it; here it is enabled at once.
 * Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html
 */
export const timeToLiveOperations = (
  engine: DynamoEngine,
  settings: SettingsTable,
): Readonly<Record<string, Operation>> => {
  const settingsOf = async (TableName: string | undefined) => {
    const { Table } = await engine.run('DescribeTable', { TableName });
    const name = String((Table as { TableName: string }).TableName);
    const found = settings.get(name);
    if (found === undefined) throw new AwsError('InternalServerError', `no settings of ${name}`, { status: 500 });
    return { name, found };
  };
  return {
    DescribeTimeToLive: operation(['TableName'], async ({ TableName }: { TableName?: string }) => {
      const { found } = await settingsOf(TableName);
      return {
        TimeToLiveDescription:
          found.expiryAttribute === undefined
            ? { TimeToLiveStatus: 'DISABLED' }
            : { TimeToLiveStatus: 'ENABLED', AttributeName: found.expiryAttribute },
      };
    }),
    UpdateTimeToLive: operation(['TableName', 'TimeToLiveSpecification'], async (input: UpdateTimeToLiveInput) => {
      const { AttributeName, Enabled } = input.TimeToLiveSpecification ?? {};
      if (AttributeName === undefined || AttributeName === '' || Enabled === undefined) {
        throw validation('1 validation error detected: TimeToLiveSpecification must have AttributeName and Enabled');
      }
      const { name, found } = await settingsOf(input.TableName);
      const { expiryAttribute, ...rest } = found;
      if (Enabled && expiryAttribute === AttributeName) throw validation('TimeToLive is already enabled');
      if (!Enabled && expiryAttribute === undefined) throw validation('TimeToLive is already disabled');
      if (expiryAttribute !== undefined && expiryAttribute !== AttributeName) {
        throw validation(
          `TimeToLive is active on a different AttributeName: current AttributeName is ${expiryAttribute}`,
        );
      }
      settings.set(name, Enabled ? { ...rest, expiryAttribute: AttributeName } : rest);
      return { TimeToLiveSpecification: { AttributeName, Enabled } };
    }),
  };
};

/** Deletes the expired items of one table, page by page, each only if its expiry is still what was read. */
const sweepTable = async (engine: DynamoEngine, TableName: string, attribute: string, nowMs: number): Promise<void> => {
  const { Table } = await engine.run('DescribeTable', { TableName });
  const keys = (Table as { KeySchema: { AttributeName: string }[] }).KeySchema.map((each) => each.AttributeName);
  const nowSeconds = Math.floor(nowMs / 1000);
  let ExclusiveStartKey: unknown;
  do {
    const page = await engine.run('Scan', {
      TableName,
      Limit: pageSize,
      ExclusiveStartKey,
      FilterExpression: '#expiry <= :now AND #expiry >= :oldest',
      ExpressionAttributeNames: { '#expiry': attribute },
      ExpressionAttributeValues: {
        ':now': { N: String(nowSeconds) },
        ':oldest': { N: String(nowSeconds - oldestExpirySeconds) },
      },
    });
    for (const item of page['Items'] as Item[]) {
      await deleteExpired(engine, TableName, attribute, item, keys);
    }
    ExclusiveStartKey = page['LastEvaluatedKey'];
  } while (ExclusiveStartKey !== undefined);
};

const deleteExpired = async (
  engine: DynamoEngine,
  TableName: string,
  attribute: string,
  item: Item,
  keys: readonly string[],
): Promise<void> => {
  try {
    await engine.run('DeleteItem', {
      TableName,
      Key: Object.fromEntries(keys.map((key) => [key, item[key]])),
      ConditionExpression: '#expiry = :read',
      ExpressionAttributeNames: { '#expiry': attribute },
      ExpressionAttributeValues: { ':read': item[attribute] },
    });
  } catch (error) {
    if (!(error instanceof AwsError) || error.code !== 'ConditionalCheckFailedException') throw error;
  }
};

export interface Sweeper {
  start(): void;
  stop(): Promise<void>;
}

/** Deletes what has expired, once a minute of the cloud's time. (AWS: within a few days.) */
export const createSweeper = (engine: DynamoEngine, settings: SettingsTable, clock: Clock, log: Log): Sweeper => {
  let timer: Timer | undefined;
  let sweeping: Promise<void> = Promise.resolve();
  let isStopped = false;
  const sweep = async (): Promise<void> => {
    for (const [name, { expiryAttribute }] of settings.entries()) {
      if (expiryAttribute === undefined || isStopped) continue;
      await sweepTable(engine, name, expiryAttribute, clock.now()).catch((error) =>
        log.warn('time to live: a table could not be swept', { table: name, error }),
      );
    }
  };
  const next = () => {
    timer = clock.after(sweepEveryMs, () => {
      sweeping = sweep().then(() => {
        if (!isStopped) next();
      });
    });
  };
  return {
    start: next,
    stop: async () => {
      isStopped = true;
      clock.clear(timer);
      await sweeping;
    },
  };
};

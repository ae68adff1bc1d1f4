import { DynamoDBClient, GetItemCommand, paginateQuery, type QueryCommandInput } from '@aws-sdk/client-dynamodb';
import { commandStatuses } from '@signalbox/contracts';
import { namesOf } from '../names.ts';
import { guarded } from '../target/guarded.ts';
import type { Target } from '../target/target.ts';
import { type CommandRecord, readCommand } from './command-record.ts';

export interface CommandFilter {
  readonly device?: string | undefined;
  readonly status?: string | undefined;
  readonly limit: number;
}

/** The commands of a stage, read only. */
export interface Ledger {
  find(commandId: string): Promise<CommandRecord | undefined>;
  /** The newest first: by creation for a device, else by their last change. */
  list(filter: CommandFilter): Promise<readonly CommandRecord[]>;
  /** How many commands have each status; those that none has are left out. */
  countByStatus(): Promise<Readonly<Record<string, number>>>;
  close(): void;
}

const deviceQuery = (device: string, status: string | undefined): Partial<QueryCommandInput> => ({
  KeyConditionExpression: 'deviceId = :device',
  ...(status === undefined
    ? {}
    : { FilterExpression: '#status = :status', ExpressionAttributeNames: { '#status': 'status' } }),
  ExpressionAttributeValues: {
    ':device': { S: device },
    ...(status === undefined ? {} : { ':status': { S: status } }),
  },
});

const statusQuery = (status: string): Partial<QueryCommandInput> => ({
  KeyConditionExpression: '#status = :status',
  ExpressionAttributeNames: { '#status': 'status' },
  ExpressionAttributeValues: { ':status': { S: status } },
});

export const openLedger = (target: Target): Ledger => {
  const client = guarded((settings) => new DynamoDBClient(settings), target);
  const { commandsTable, commandsByDevice, commandsByStatus } = namesOf(target.stage);

  const query = async (IndexName: string, conditions: Partial<QueryCommandInput>, limit: number) => {
    const input = { TableName: commandsTable, IndexName, ScanIndexForward: false, ...conditions };
    const found: CommandRecord[] = [];
    for await (const { Items = [] } of paginateQuery({ client, pageSize: Math.min(limit, 1_000) }, input)) {
      found.push(...Items.map(readCommand));
      if (found.length >= limit) break;
    }
    return found.slice(0, limit);
  };

  const count = async (status: string): Promise<number> => {
    let total = 0;
    const input = {
      TableName: commandsTable,
      IndexName: commandsByStatus,
      Select: 'COUNT',
      ...statusQuery(status),
    } as const;
    for await (const { Count = 0 } of paginateQuery({ client }, input)) total += Count;
    return total;
  };

  return {
    find: async (commandId) => {
      const Key = { commandId: { S: commandId } };
      const { Item } = await client.send(new GetItemCommand({ TableName: commandsTable, Key, ConsistentRead: true }));
      return Item && readCommand(Item);
    },
    list: async ({ device, status, limit }) => {
      if (device !== undefined) return query(commandsByDevice, deviceQuery(device, status), limit);
      const statuses = status === undefined ? commandStatuses : [status];
      const lists = await Promise.all(statuses.map((each) => query(commandsByStatus, statusQuery(each), limit)));
      return lists
        .flat()
        .sort((one, other) => other.updatedAt - one.updatedAt)
        .slice(0, limit);
    },
    countByStatus: async () => {
      const counts = await Promise.all(commandStatuses.map(async (status) => [status, await count(status)] as const));
      return Object.fromEntries(counts.filter(([, total]) => total > 0));
    },
    close: () => client.destroy(),
  };
};

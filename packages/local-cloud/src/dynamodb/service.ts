import { join } from 'node:path';
import { UnsupportedError } from '../kernel/aws-error.ts';
import { type Operation, operation, runOperation } from '../kernel/operation.ts';
import type { Request } from '../kernel/request.ts';
import type { ServiceFactory } from '../kernel/service.ts';
import type { DynamoDbPort } from '../ports/dynamodb.ts';
import { continuousBackupsOperations } from './continuous-backups.ts';
import { dynaliteActions, dynaliteOperations } from './dynalite.ts';
import { createEngine, type DynamoEngine } from './engine.ts';
import { repairTables } from './repair-tables.ts';
import { dynamoDbTable } from './resource-types/table.ts';
import { tableOperations } from './table-operations.ts';
import type { TableSettings } from './table-settings.ts';
import { createSweeper, timeToLiveOperations } from './time-to-live.ts';

const conditional = new Set(['PutItem', 'UpdateItem', 'DeleteItem']);

/** Dynalite's operations as they are; each accepts the members that dynalite declares. */
const itemOperations = (engine: DynamoEngine): Readonly<Record<string, Operation>> =>
  Object.fromEntries(
    dynaliteOperations.map((name) => [
      name,
      operation<Record<string, unknown>, unknown>(
        [
          ...Object.keys(dynaliteActions[name].validation.types),
          ...(conditional.has(name) ? ['ReturnValuesOnConditionCheckFailure'] : []),
        ],
        (input) => engine.run(name, input),
      ),
    ]),
  );

/** DynamoDB: dynalite over LevelDB, in process. Transactions, streams, PartiQL, backups and global tables are refused by name. */
export const createDynamoDb: ServiceFactory<DynamoDbPort> = (context) => {
  const { accountId, region, storage, clock, log } = context;
  const engine = createEngine(join(storage.folder('dynamodb'), 'level'), accountId, region);
  const settings = storage.table<TableSettings>('dynamodb-settings');
  const sweeper = createSweeper(engine, settings, clock, log);
  const operations: Readonly<Record<string, Operation>> = {
    ...itemOperations(engine),
    ...tableOperations(engine, settings, context),
    ...timeToLiveOperations(engine, settings),
    ...continuousBackupsOperations(engine, settings, clock),
  };
  const call: DynamoDbPort['call'] = async <Output>(name: string, input: Readonly<Record<string, unknown>>) => {
    const found = operations[name];
    if (found === undefined) throw new UnsupportedError(`dynamodb:${name}`);
    const output = await runOperation(name, found, input, {} as Request);
    await storage.flush();
    return output as Output;
  };
  return {
    name: 'dynamodb',
    port: { call },
    apis: [
      {
        protocol: 'json',
        version: '1.0',
        scopes: ['dynamodb'],
        targetPrefix: 'DynamoDB_20120810',
        errorPrefix: 'com.amazonaws.dynamodb.v20120810#',
        operations,
      },
    ],
    resourceTypes: [dynamoDbTable(call, clock)],
    start: async () => {
      await engine.store.db.open();
      await repairTables(engine, settings);
      sweeper.start();
    },
    stop: async () => {
      await sweeper.stop();
      await engine.settle();
      await engine.store.db.close();
    },
  };
};

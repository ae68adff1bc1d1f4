import type { UpdateTableInput } from '@aws-sdk/client-dynamodb';
import { AwsError } from '../kernel/aws-error.ts';
import { indexPrefix, itemPrefix, keyRange } from './atomic-store.ts';
import { type DynaliteStore, getIndexActions, type IndexRecord, type TableRecord } from './dynalite.ts';
import type { DynamoEngine } from './engine.ts';

type IndexUpdate = NonNullable<UpdateTableInput['GlobalSecondaryIndexUpdates']>[number];

const validation = (message: string) => new AwsError('ValidationException', message);

/** Reads, changes and writes a table's description under its lock. */
const changeTable = (
  store: DynaliteStore,
  name: string,
  change: (table: TableRecord) => TableRecord,
): Promise<TableRecord> =>
  new Promise((resolve, reject) => {
    store.tableDb.lock(name, (release) => {
      const done = release((error?: unknown, table?: TableRecord) => {
        if (error || table === undefined) reject(error);
        else resolve(table);
      });
      store.tableDb.get(name, (error, record) => {
        if (error || record === undefined) return done(error ?? new Error(`the table ${name} is gone`));
        try {
          const changed = change(record as TableRecord);
          store.tableDb.put(name, changed, (failure) => done(failure, changed));
        } catch (refusal) {
          done(refusal);
        }
      });
    });
  });

const withIndexes = (table: TableRecord, indexes: IndexRecord[]): TableRecord => {
  const { GlobalSecondaryIndexes: _, ...rest } = table;
  return (indexes.length === 0 ? rest : { ...rest, GlobalSecondaryIndexes: indexes }) as TableRecord;
};

const newIndex = (table: TableRecord, create: NonNullable<IndexUpdate['Create']>): IndexRecord =>
  ({
    ...create,
    IndexArn: `${String(table['TableArn'])}/index/${create.IndexName}`,
    IndexSizeBytes: 0,
    ItemCount: 0,
    IndexStatus: 'CREATING',
    Backfilling: true,
    ProvisionedThroughput: {
      ReadCapacityUnits: create.ProvisionedThroughput?.ReadCapacityUnits ?? 0,
      WriteCapacityUnits: create.ProvisionedThroughput?.WriteCapacityUnits ?? 0,
      NumberOfDecreasesToday: 0,
    },
  }) as unknown as IndexRecord;

const defineAttributes = (table: TableRecord, definitions: UpdateTableInput['AttributeDefinitions']) => {
  const given = (definitions ?? []) as TableRecord['AttributeDefinitions'];
  const names = new Set(given.map((each) => each.AttributeName));
  return [...table.AttributeDefinitions.filter((each) => !names.has(each.AttributeName)), ...given];
};

const addIndex = (table: TableRecord, input: UpdateTableInput, create: NonNullable<IndexUpdate['Create']>) => {
  const indexes = table.GlobalSecondaryIndexes ?? [];
  if (indexes.some((index) => index.IndexName === create.IndexName)) {
    throw validation(`Attempting to create an index which already exists`);
  }
  const AttributeDefinitions = defineAttributes(table, input.AttributeDefinitions);
  const defined = new Set(AttributeDefinitions.map((each) => each.AttributeName));
  const keys = (create.KeySchema ?? []).map((each) => String(each.AttributeName));
  if (keys.some((key) => !defined.has(key))) {
    throw validation(
      `One or more parameter values were invalid: Some index key attributes are not defined in AttributeDefinitions. Keys: [${keys.join(', ')}], AttributeDefinitions: [${[...defined].join(', ')}]`,
    );
  }
  return withIndexes({ ...table, AttributeDefinitions }, [...indexes, newIndex(table, create)]);
};

const dropIndex = (table: TableRecord, name: string): TableRecord => {
  const indexes = table.GlobalSecondaryIndexes ?? [];
  if (!indexes.some((index) => index.IndexName === name)) {
    throw new AwsError('ResourceNotFoundException', `Requested resource not found: Index: ${name} not found`);
  }
  const left = indexes.filter((index) => index.IndexName !== name);
  const used = new Set(
    [table, ...left, ...(table.LocalSecondaryIndexes ?? [])].flatMap((each) =>
      each.KeySchema.map((key) => key.AttributeName),
    ),
  );
  const AttributeDefinitions = table.AttributeDefinitions.filter((each) => used.has(each.AttributeName));
  return withIndexes({ ...table, AttributeDefinitions }, left);
};

const backfillItem = (store: DynaliteStore, table: TableRecord, index: IndexRecord, key: string): Promise<void> =>
  new Promise((resolve, reject) => {
    store.getItemDb(table.TableName).lock(key, (release) => {
      const done = release((error?: unknown) => (error ? reject(error) : resolve()));
      store.getItemDb(table.TableName).get(key, (error, item) => {
        if (error || item === undefined) return done(error);
        const { puts } = getIndexActions([index], undefined, item as Record<string, unknown>, table);
        const prefix = indexPrefix('Global', table.TableName, index.IndexName);
        const entries = puts.map((put) => ({ type: 'put' as const, key: prefix + put.key, value: put.item }));
        store.db.batch(entries, (failure) => done(failure));
      });
    });
  });

/** Fills indexes that are being created, from the items there are; what is written meanwhile fills them itself. */
export const backfill = async (engine: DynamoEngine, name: string): Promise<void> => {
  const { store } = engine;
  const table = await changeTable(store, name, (record) => record);
  await engine.settle();
  const prefix = itemPrefix(name);
  for (const index of table.GlobalSecondaryIndexes ?? []) {
    if (index.IndexStatus !== 'CREATING') continue;
    for await (const [key] of store.db.iterator(keyRange(prefix))) {
      await backfillItem(store, table, index, key.slice(prefix.length));
    }
  }
  await changeTable(store, name, (record) => ({
    ...withIndexes(
      record,
      (record.GlobalSecondaryIndexes ?? []).map(({ Backfilling: _, ...index }) => ({
        ...index,
        IndexStatus: 'ACTIVE',
      })),
    ),
    TableStatus: 'ACTIVE',
  }));
};

/** Creates or deletes a global secondary index, which dynalite's UpdateTable leaves out. Resolves when the index is described. */
export const changeIndex = async (
  { store }: DynamoEngine,
  input: UpdateTableInput,
  { Create, Delete }: IndexUpdate,
): Promise<TableRecord> => {
  const name = String(input.TableName);
  const changed = await changeTable(store, name, (table) => {
    if (table.TableStatus !== 'ACTIVE') {
      throw new AwsError(
        'ResourceInUseException',
        `Attempt to change a resource which is still in use: Table is being updated: ${name}`,
      );
    }
    const next = Create === undefined ? dropIndex(table, String(Delete?.IndexName)) : addIndex(table, input, Create);
    return { ...next, TableStatus: 'UPDATING' };
  });
  if (Delete !== undefined) await store.db.clear(keyRange(indexPrefix('Global', name, String(Delete.IndexName))));
  return changed;
};

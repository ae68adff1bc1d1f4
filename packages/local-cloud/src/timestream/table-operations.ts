import type {
  CreateTableRequest,
  DeleteTableRequest,
  ListTablesRequest,
  MagneticStoreWriteProperties,
  Schema,
  UpdateTableRequest,
} from '@aws-sdk/client-timestream-write';
import { UnsupportedError } from '../kernel/aws-error.ts';
import type { CloudContext } from '../kernel/context.ts';
import { type Operation, operation } from '../kernel/operation.ts';
import { type Catalog, type PartitionKey, type TableRecord, tableKey } from './catalog.ts';
import { conflict, validationError } from './errors.ts';
import { page } from './page.ts';
import { tagMap } from './tag-operations.ts';
import { createConstraints } from './write/constraints.ts';

const defaultMemoryHours = 6;
const defaultMagneticDays = 73_000;

type Retention = CreateTableRequest['RetentionProperties'];

const readRetention = (given: Retention): Partial<Pick<TableRecord, 'memoryHours' | 'magneticDays'>> => {
  if (given === undefined) return {};
  const { MemoryStoreRetentionPeriodInHours: memoryHours, MagneticStoreRetentionPeriodInDays: magneticDays } = given;
  const check = createConstraints();
  check.present(memoryHours, 'retentionProperties.memoryStoreRetentionPeriodInHours');
  check.between(memoryHours, 'retentionProperties.memoryStoreRetentionPeriodInHours', 1, 8766);
  check.present(magneticDays, 'retentionProperties.magneticStoreRetentionPeriodInDays');
  check.between(magneticDays, 'retentionProperties.magneticStoreRetentionPeriodInDays', 1, 73_000);
  check.hold();
  return { memoryHours: memoryHours ?? defaultMemoryHours, magneticDays: magneticDays ?? defaultMagneticDays };
};

const readMagneticWrites = (given: MagneticStoreWriteProperties | undefined): boolean | undefined => {
  if (given?.MagneticStoreRejectedDataLocation != null) {
    throw new UnsupportedError('MagneticStoreRejectedDataLocation of a Timestream table: rejections are synchronous');
  }
  return given?.EnableMagneticStoreWrites;
};

const readPartitionKey = (schema: Schema | undefined): PartitionKey => {
  const keys = schema?.CompositePartitionKey ?? [{ Type: 'MEASURE' as const }];
  const [key] = keys;
  if (key === undefined || keys.length > 1) throw validationError('A composite partition key has exactly one key.');
  const { Type: type, Name, EnforcementInRecord } = key;
  if (type !== 'DIMENSION') return { Type: 'MEASURE' };
  if (Name === undefined) throw validationError('A partition key of the type DIMENSION must have a name.');
  return { Type: 'DIMENSION', Name, EnforcementInRecord: EnforcementInRecord ?? 'OPTIONAL' };
};

/** CreateTable, DescribeTable, UpdateTable, DeleteTable, ListTables. `forget` drops a table's data. */
export const tableOperations = (
  catalog: Catalog,
  forget: (table: TableRecord) => Promise<void>,
  { arn, clock }: CloudContext,
): Readonly<Record<string, Operation>> => {
  const arnOf = (database: string, name: string) => arn('timestream', `database/${database}/table/${name}`);
  const describe = (table: TableRecord) => ({
    Arn: arnOf(table.database, table.name),
    TableName: table.name,
    DatabaseName: table.database,
    TableStatus: 'ACTIVE',
    RetentionProperties: {
      MemoryStoreRetentionPeriodInHours: table.memoryHours,
      MagneticStoreRetentionPeriodInDays: table.magneticDays,
    },
    CreationTime: table.createdAt / 1000,
    LastUpdatedTime: table.updatedAt / 1000,
    MagneticStoreWriteProperties: { EnableMagneticStoreWrites: table.magneticWrites },
    Schema: { CompositePartitionKey: [table.partitionKey] },
  });

  const create = (input: CreateTableRequest) => {
    const { DatabaseName: database = '', TableName: name = '' } = input;
    const check = createConstraints();
    check.length(name, 'tableName', 3, 256);
    check.pattern(name, 'tableName', '[a-zA-Z0-9_.-]+');
    check.hold();
    catalog.database(database);
    if (catalog.tables.has(tableKey(database, name))) throw conflict(`The table ${name} already exists.`);
    const now = clock.now();
    const table: TableRecord = {
      id: catalog.nextTableId(),
      database,
      name,
      memoryHours: defaultMemoryHours,
      magneticDays: defaultMagneticDays,
      ...readRetention(input.RetentionProperties),
      magneticWrites: readMagneticWrites(input.MagneticStoreWriteProperties) ?? false,
      partitionKey: readPartitionKey(input.Schema),
      createdAt: now,
      updatedAt: now,
    };
    catalog.tables.set(tableKey(database, name), table);
    if (input.Tags !== undefined) catalog.tags.set(arnOf(database, name), tagMap(input.Tags));
    return { Table: describe(table) };
  };

  const update = (input: UpdateTableRequest) => {
    const old = catalog.table(input.DatabaseName ?? '', input.TableName ?? '');
    const partitionKey = input.Schema === undefined ? old.partitionKey : readPartitionKey(input.Schema);
    if (partitionKey.Type !== old.partitionKey.Type || partitionKey.Name !== old.partitionKey.Name) {
      throw validationError('The partition key of a table cannot be changed, only its enforcement.');
    }
    const table: TableRecord = {
      ...old,
      ...readRetention(input.RetentionProperties),
      magneticWrites: readMagneticWrites(input.MagneticStoreWriteProperties) ?? old.magneticWrites,
      partitionKey,
      updatedAt: clock.now(),
    };
    catalog.tables.set(tableKey(table.database, table.name), table);
    return { Table: describe(table) };
  };

  const remove = async ({ DatabaseName = '', TableName = '' }: DeleteTableRequest) => {
    const table = catalog.table(DatabaseName, TableName);
    catalog.tables.delete(tableKey(DatabaseName, TableName));
    catalog.tags.delete(arnOf(DatabaseName, TableName));
    await forget(table);
    return {};
  };

  const list = ({ DatabaseName, NextToken, MaxResults }: ListTablesRequest) => {
    if (DatabaseName !== undefined) catalog.database(DatabaseName);
    const tables = DatabaseName === undefined ? [...catalog.tables.values()] : catalog.tablesOf(DatabaseName);
    const nameOf = (table: TableRecord) => tableKey(table.database, table.name);
    const sorted = [...tables].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
    const { items, next } = page(sorted, nameOf, NextToken, MaxResults);
    return { Tables: items.map(describe), ...next };
  };

  const members = [
    'DatabaseName',
    'TableName',
    'RetentionProperties',
    'MagneticStoreWriteProperties',
    'Schema',
  ] as const;
  return {
    CreateTable: operation([...members, 'Tags'], create),
    UpdateTable: operation([...members], update),
    DeleteTable: operation(['DatabaseName', 'TableName'], remove),
    DescribeTable: operation(
      ['DatabaseName', 'TableName'],
      ({ DatabaseName = '', TableName = '' }: DeleteTableRequest) => ({
        Table: describe(catalog.table(DatabaseName, TableName)),
      }),
    ),
    ListTables: operation(['DatabaseName', 'NextToken', 'MaxResults'], list),
  };
};

import type { Storage } from '../kernel/storage.ts';
import type { Table } from '../kernel/table.ts';
import { notFound } from './errors.ts';

export interface DatabaseRecord {
  readonly name: string;
  readonly kmsKeyId: string;
  /** Epoch ms. */
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface PartitionKey {
  readonly Type: 'DIMENSION' | 'MEASURE';
  readonly Name?: string;
  readonly EnforcementInRecord?: 'REQUIRED' | 'OPTIONAL';
}

export interface TableRecord {
  /** Names the table in the stores; never used again after the table is deleted. */
  readonly id: number;
  readonly database: string;
  readonly name: string;
  readonly memoryHours: number;
  readonly magneticDays: number;
  readonly magneticWrites: boolean;
  readonly partitionKey: PartitionKey;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** What databases and tables there are, and their tags. */
export interface Catalog {
  readonly databases: Table<DatabaseRecord>;
  /** By {@link tableKey}. */
  readonly tables: Table<TableRecord>;
  /** By ARN: tag key to value. */
  readonly tags: Table<Readonly<Record<string, string>>>;
  /** @throws AwsError ResourceNotFoundException */
  database(name: string): DatabaseRecord;
  /** @throws AwsError ResourceNotFoundException */
  table(database: string, name: string): TableRecord;
  tablesOf(database: string): readonly TableRecord[];
  nextTableId(): number;
}

export const tableKey = (database: string, name: string): string => `${database}\n${name}`;

export const openCatalog = (storage: Storage): Catalog => {
  const databases = storage.table<DatabaseRecord>('timestream-databases');
  const tables = storage.table<TableRecord>('timestream-tables');
  const counters = storage.table<number>('timestream-counters');
  const database = (name: string): DatabaseRecord => {
    const found = databases.get(name);
    if (found === undefined) throw notFound(`The database ${name} does not exist.`);
    return found;
  };
  return {
    databases,
    tables,
    tags: storage.table('timestream-tags'),
    database,
    table: (databaseName, name) => {
      database(databaseName);
      const found = tables.get(tableKey(databaseName, name));
      if (found === undefined) throw notFound(`The table ${name} does not exist.`);
      return found;
    },
    tablesOf: (name) => [...tables.values()].filter((table) => table.database === name),
    nextTableId: () => {
      const id = (counters.get('table') ?? 0) + 1;
      counters.set('table', id);
      return id;
    },
  };
};

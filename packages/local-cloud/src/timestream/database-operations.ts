import type {
  CreateDatabaseRequest,
  DescribeDatabaseRequest,
  ListDatabasesRequest,
  UpdateDatabaseRequest,
} from '@aws-sdk/client-timestream-write';
import type { CloudContext } from '../kernel/context.ts';
import { type Operation, operation } from '../kernel/operation.ts';
import type { Catalog, DatabaseRecord } from './catalog.ts';
import { conflict, validationError } from './errors.ts';
import { page } from './page.ts';
import { tagMap } from './tag-operations.ts';
import { createConstraints } from './write/constraints.ts';

/** CreateDatabase, DescribeDatabase, UpdateDatabase, DeleteDatabase, ListDatabases. */
export const databaseOperations = (
  catalog: Catalog,
  { arn, clock }: CloudContext,
): Readonly<Record<string, Operation>> => {
  const arnOf = (name: string) => arn('timestream', `database/${name}`);
  const describe = ({ name, kmsKeyId, createdAt, updatedAt }: DatabaseRecord) => ({
    Arn: arnOf(name),
    DatabaseName: name,
    TableCount: catalog.tablesOf(name).length,
    KmsKeyId: kmsKeyId,
    CreationTime: createdAt / 1000,
    LastUpdatedTime: updatedAt / 1000,
  });

  const create = ({ DatabaseName: name = '', KmsKeyId, Tags }: CreateDatabaseRequest) => {
    const check = createConstraints();
    check.length(name, 'databaseName', 3, 256);
    check.pattern(name, 'databaseName', '[a-zA-Z0-9_.-]+');
    check.hold();
    if (catalog.databases.has(name)) throw conflict(`The database ${name} already exists.`);
    const now = clock.now();
    const record = { name, kmsKeyId: KmsKeyId ?? arn('kms', 'alias/aws/timestream'), createdAt: now, updatedAt: now };
    catalog.databases.set(name, record);
    if (Tags !== undefined) catalog.tags.set(arnOf(name), tagMap(Tags));
    return { Database: describe(record) };
  };

  const remove = ({ DatabaseName: name = '' }: DescribeDatabaseRequest) => {
    catalog.database(name);
    if (catalog.tablesOf(name).length > 0) {
      throw validationError(`The database ${name} cannot be deleted while it contains tables.`);
    }
    catalog.databases.delete(name);
    catalog.tags.delete(arnOf(name));
    return {};
  };

  return {
    CreateDatabase: operation(['DatabaseName', 'KmsKeyId', 'Tags'], create),
    DeleteDatabase: operation(['DatabaseName'], remove),
    DescribeDatabase: operation(['DatabaseName'], ({ DatabaseName = '' }: DescribeDatabaseRequest) => ({
      Database: describe(catalog.database(DatabaseName)),
    })),
    ListDatabases: operation(['NextToken', 'MaxResults'], ({ NextToken, MaxResults }: ListDatabasesRequest) => {
      const sorted = [...catalog.databases.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
      const { items, next } = page(sorted, (each) => each.name, NextToken, MaxResults);
      return { Databases: items.map(describe), ...next };
    }),
    UpdateDatabase: operation(
      ['DatabaseName', 'KmsKeyId'],
      ({ DatabaseName = '', KmsKeyId = '' }: UpdateDatabaseRequest) => {
        const record = { ...catalog.database(DatabaseName), kmsKeyId: KmsKeyId, updatedAt: clock.now() };
        catalog.databases.set(DatabaseName, record);
        return { Database: describe(record) };
      },
    ),
  };
};

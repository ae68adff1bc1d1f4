import { randomUUID } from 'node:crypto';
import type { CreateTableInput, DeleteTableInput, UpdateTableInput } from '@aws-sdk/client-dynamodb';
import { AwsError, UnsupportedError } from '../kernel/aws-error.ts';
import type { CloudContext } from '../kernel/context.ts';
import { type Operation, operation } from '../kernel/operation.ts';
import type { TableRecord } from './dynalite.ts';
import type { DynamoEngine } from './engine.ts';
import { backfill, changeIndex } from './index-changes.ts';
import { tableExists } from './table-exists.ts';
import type { SettingsTable, TableSettings } from './table-settings.ts';

type Input = Readonly<Record<string, unknown>>;

const encryptionKey = (context: CloudContext, given: CreateTableInput['SSESpecification']): string | undefined => {
  if (given?.Enabled !== true) return undefined;
  const key = given.KMSMasterKeyId ?? randomUUID();
  return key.startsWith('arn:') ? key : context.arn('kms', `key/${key}`);
};

/** A table's description with what dynalite does not keep. */
const describe = (table: TableRecord, settings: TableSettings | undefined) => ({
  ...table,
  ...(settings === undefined ? {} : { CreationDateTime: settings.createdAt / 1000 }),
  DeletionProtectionEnabled: settings?.deletionProtection ?? false,
  ...(settings?.encryptionKeyArn === undefined
    ? {}
    : { SSEDescription: { Status: 'ENABLED', SSEType: 'KMS', KMSMasterKeyArn: settings.encryptionKeyArn } }),
});

/** CreateTable, DescribeTable, UpdateTable and DeleteTable: dynalite's, with the settings that it does not have. */
export const tableOperations = (
  engine: DynamoEngine,
  settings: SettingsTable,
  context: CloudContext,
): Readonly<Record<string, Operation>> => {
  const fill = (name: string) =>
    void backfill(engine, name).catch((error) => context.log.error('an index was not filled', { table: name, error }));

  const create = async ({ Tags, DeletionProtectionEnabled, SSESpecification, ...input }: CreateTableInput) => {
    const { TableDescription } = await engine.run('CreateTable', input as Input).catch((error: unknown) => {
      const isThere = error instanceof AwsError && error.code === 'ResourceInUseException';
      throw isThere ? tableExists(input.TableName ?? '') : error;
    });
    const table = TableDescription as TableRecord;
    const encryptionKeyArn = encryptionKey(context, SSESpecification);
    settings.set(table.TableName, {
      createdAt: context.clock.now(),
      deletionProtection: DeletionProtectionEnabled ?? false,
      ...(encryptionKeyArn === undefined ? {} : { encryptionKeyArn }),
    });
    if (Tags !== undefined && Tags.length > 0) {
      await engine.run('TagResource', { ResourceArn: table['TableArn'], Tags });
    }
    return { TableDescription: describe(table, settings.get(table.TableName)) };
  };

  const read = async (TableName: string | undefined) => {
    const { Table } = await engine.run('DescribeTable', { TableName });
    return Table as TableRecord;
  };

  const updateSettings = (name: string, input: UpdateTableInput) => {
    const { DeletionProtectionEnabled, SSESpecification } = input;
    const { encryptionKeyArn, ...old } = settings.get(name) as TableSettings;
    const key = SSESpecification === undefined ? encryptionKeyArn : encryptionKey(context, SSESpecification);
    settings.set(name, {
      ...old,
      deletionProtection: DeletionProtectionEnabled ?? old.deletionProtection,
      ...(key === undefined ? {} : { encryptionKeyArn: key }),
    });
  };

  const update = async (input: UpdateTableInput) => {
    const { TableName } = await read(input.TableName);
    const {
      DeletionProtectionEnabled,
      SSESpecification,
      GlobalSecondaryIndexUpdates = [],
      AttributeDefinitions,
      ...rest
    } = input;
    const changes = GlobalSecondaryIndexUpdates.filter((each) => each.Update === undefined);
    const throughput = GlobalSecondaryIndexUpdates.filter((each) => each.Update !== undefined);
    if (changes.length > 1) {
      throw new AwsError(
        'LimitExceededException',
        'Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table',
      );
    }
    if (throughput.length > 0 || rest.BillingMode !== undefined || rest.ProvisionedThroughput !== undefined) {
      if (changes.length > 0) throw new UnsupportedError('UpdateTable of throughput and indexes in one call');
      const given = throughput.length === 0 ? rest : { ...rest, GlobalSecondaryIndexUpdates: throughput };
      await engine.run('UpdateTable', given as Input);
    }
    updateSettings(TableName, input);
    const [change] = changes;
    if (change === undefined) return { TableDescription: describe(await read(TableName), settings.get(TableName)) };
    const changed = await changeIndex(engine, { ...input, TableName }, change);
    fill(TableName);
    return { TableDescription: describe(changed, settings.get(TableName)) };
  };

  const remove = async ({ TableName }: DeleteTableInput) => {
    const table = await read(TableName);
    if (settings.get(table.TableName)?.deletionProtection === true) {
      throw new AwsError(
        'ValidationException',
        `Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.`,
      );
    }
    const { TableDescription } = await engine.run('DeleteTable', { TableName });
    const described = describe(TableDescription as TableRecord, settings.get(table.TableName));
    settings.delete(table.TableName);
    return { TableDescription: described };
  };

  return {
    CreateTable: operation(
      [
        'AttributeDefinitions',
        'TableName',
        'KeySchema',
        'LocalSecondaryIndexes',
        'GlobalSecondaryIndexes',
        'BillingMode',
        'ProvisionedThroughput',
        'SSESpecification',
        'Tags',
        'DeletionProtectionEnabled',
      ],
      create,
    ),
    DescribeTable: operation(['TableName'], async ({ TableName }: { TableName?: string }) => {
      const table = await read(TableName);
      return { Table: describe(table, settings.get(table.TableName)) };
    }),
    UpdateTable: operation(
      [
        'AttributeDefinitions',
        'TableName',
        'BillingMode',
        'ProvisionedThroughput',
        'GlobalSecondaryIndexUpdates',
        'SSESpecification',
        'DeletionProtectionEnabled',
      ],
      update,
    ),
    DeleteTable: operation(['TableName'], remove),
  };
};

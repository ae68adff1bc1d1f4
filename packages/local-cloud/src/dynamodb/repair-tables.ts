import { keyRange } from './atomic-store.ts';
import type { TableRecord } from './dynalite.ts';
import type { DynamoEngine } from './engine.ts';
import { backfill } from './index-changes.ts';
import type { SettingsTable } from './table-settings.ts';

const putTable = ({ store }: DynamoEngine, table: TableRecord): Promise<void> =>
  new Promise((resolve, reject) => {
    store.tableDb.put(table.TableName, table, (error) => (error ? reject(error) : resolve()));
  });

/** Ends what a kill interrupted: a table that was being created (it may lack its settings), changed or deleted. */
export const repairTables = async (engine: DynamoEngine, settings: SettingsTable): Promise<void> => {
  for await (const [, value] of engine.store.db.iterator(keyRange('table~'))) {
    const table = value as TableRecord;
    if (!settings.has(table.TableName)) {
      const createdAt = Number(table['CreationDateTime']) * 1000;
      settings.set(table.TableName, { createdAt, deletionProtection: false });
    }
    if (table.TableStatus === 'ACTIVE') continue;
    if (table.TableStatus === 'UPDATING') {
      await backfill(engine, table.TableName);
      continue;
    }
    await putTable(engine, { ...table, TableStatus: 'ACTIVE' });
    if (table.TableStatus !== 'DELETING') continue;
    await engine.run('DeleteTable', { TableName: table.TableName });
    settings.delete(table.TableName);
  }
};

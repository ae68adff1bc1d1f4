import { join } from 'node:path';
import type { WriteRecordsRequest } from '@aws-sdk/client-timestream-write';
import { type Operation, operation } from '../kernel/operation.ts';
import type { ServiceFactory } from '../kernel/service.ts';
import type { TimestreamPort } from '../ports/timestream.ts';
import { openCatalog, type TableRecord } from './catalog.ts';
import { databaseOperations } from './database-operations.ts';
import { discoveredAddress } from './discovered-address.ts';
import { queryOperations } from './query/query-operations.ts';
import { timestreamDatabase } from './resource-types/database.ts';
import { timestreamTable } from './resource-types/table.ts';
import { createRetention } from './retention.ts';
import { createColumnStore } from './store/column-store.ts';
import { openLedger } from './store/ledger.ts';
import { createWriteBuffer } from './store/write-buffer.ts';
import { tableOperations } from './table-operations.ts';
import { tagOperations } from './tag-operations.ts';
import { createWriteRecords } from './write/write-records.ts';

const cachePeriodMinutes = 1440;

interface DiscoveryRequest {
  readonly Operation?: string;
  readonly Identifiers?: object;
}

/**
 * Timestream for LiveAnalytics: write and query. Rows live in DuckDB, behind a journal that makes them safe when they are
 * acknowledged. Scheduled queries, PrepareQuery, batch load and account settings are refused by name.
 */
export const createTimestream: ServiceFactory<TimestreamPort> = (context) => {
  const { storage, clock, log } = context;
  const catalog = openCatalog(storage);
  const ledger = openLedger(storage.database('timestream'));
  const store = createColumnStore(join(storage.folder('timestream'), 'store.duckdb'));
  const buffer = createWriteBuffer(store, ledger, clock, log);
  const retention = createRetention(catalog, ledger, store, buffer, clock, log);
  const writeRecords = createWriteRecords(catalog, ledger, buffer, clock);
  const forget = async ({ id }: TableRecord) => {
    buffer.drop(id);
    ledger.drop(id);
    await buffer.alone(() => store.drop(id));
  };
  const control: Readonly<Record<string, Operation>> = {
    ...databaseOperations(catalog, context),
    ...tableOperations(catalog, forget, context),
    ...tagOperations(catalog),
  };
  const operations: Readonly<Record<string, Operation>> = {
    ...control,
    ...queryOperations(catalog, ledger, store, buffer, clock),
    WriteRecords: operation(['DatabaseName', 'TableName', 'CommonAttributes', 'Records'], writeRecords),
    // The JavaScript SDK names the operation that it is for; there is one endpoint for all of them.
    DescribeEndpoints: operation(['Operation', 'Identifiers'], (_input: DiscoveryRequest, { headers }) => ({
      Endpoints: [
        {
          Address: discoveredAddress(context.endpoint(), headers['user-agent']),
          CachePeriodInMinutes: cachePeriodMinutes,
        },
      ],
    })),
  };
  return {
    name: 'timestream',
    port: { writeRecords: (input) => writeRecords(input as unknown as WriteRecordsRequest) },
    apis: [
      {
        protocol: 'json',
        version: '1.0',
        scopes: ['timestream'],
        targetPrefix: 'Timestream_20181101',
        errorPrefix: 'com.amazonaws.timestream.v20181101#',
        operations,
      },
    ],
    resourceTypes: [timestreamDatabase(control), timestreamTable(control)],
    start: async () => {
      await store.open();
      for (const { tableId, rows, seq } of ledger.entriesAfter(store.storedSeq())) buffer.add(tableId, rows, seq);
      await buffer.flush();
      retention.start();
    },
    stop: async () => {
      await retention.stop();
      await buffer.stop();
      await store.close();
    },
  };
};

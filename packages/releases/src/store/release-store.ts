import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { clientSettings } from '../client-settings.ts';
import { type ActiveReleaseStore, activeReleaseStore } from './active-release-store.ts';
import { type HookReportStore, hookReportStore } from './hook-report-store.ts';
import { type ReleaseRecordStore, releaseRecordStore } from './release-record-store.ts';
import { tableOf } from './table.ts';
import { type TimelineStore, timelineStore } from './timeline-store.ts';

export interface ReleaseStoreOptions {
  /** Default: one of its own. */
  readonly client?: DynamoDBClient;
  /** The releases table of services/foundation: keys `pk` and `sk`, expiry `expiresAt`. */
  readonly tableName: string;
}

export type ReleaseStore = TimelineStore & HookReportStore & ReleaseRecordStore & ActiveReleaseStore;

/** What is known of releases, in DynamoDB. Errors of the SDK are thrown as they come, but for conditions that failed. */
export const releaseStore = (options: ReleaseStoreOptions): ReleaseStore => {
  const { client = new DynamoDBClient(clientSettings), tableName } = options;
  const table = tableOf(client, tableName);
  return {
    ...timelineStore(table),
    ...hookReportStore(table),
    ...releaseRecordStore(client, tableName, table),
    ...activeReleaseStore(client, tableName, table),
  };
};

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { clientSettings } from '@signalbox/lambda-kit';
import { type ReleaseStore, releaseStore } from '@signalbox/releases/store';
import type { DeviceItems } from './device-store.ts';
import { dynamoDeviceItems } from './dynamo-device-items.ts';

export interface DecideTables {
  readonly items: DeviceItems;
  readonly releases: Pick<ReleaseStore, 'loadTimeline'>;
}

/** What decide reads and writes in DynamoDB, through one client: a second one would have connections of its own to open. */
export const decideTables = (names: {
  readonly items: string;
  readonly releases: string;
  readonly ruleSet: string;
}): DecideTables => {
  const client = new DynamoDBClient(clientSettings);
  return {
    items: dynamoDeviceItems({ client, tableName: names.items, ruleSet: names.ruleSet }),
    releases: releaseStore({ client, tableName: names.releases }),
  };
};

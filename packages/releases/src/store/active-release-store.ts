import { ConditionalCheckFailedException, DeleteItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { ActiveRelease } from '../records/release-record.ts';
import { asDocument, documentOf } from './document.ts';
import { activeKey } from './keys.ts';
import type { Table } from './table.ts';

export interface ActiveReleaseStore {
  /** `conflict` when another release is under way (see `active`): one that was not ended counts until its time is up. */
  readonly beginActive: (release: ActiveRelease, now: number) => Promise<'begun' | 'conflict'>;
  /** Does nothing if it is not this one that is under way. */
  readonly endActive: (releaseId: string) => Promise<void>;
  /** The release that is under way at `now`, epoch ms. */
  readonly active: (now: number) => Promise<ActiveRelease | undefined>;
}

const noneIsActive = 'attribute_not_exists(pk)';
const itsTimeIsUp = '#until <= :now';
const isTheSame = 'releaseId = :releaseId';

export const activeReleaseStore = (client: DynamoDBClient, tableName: string, table: Table): ActiveReleaseStore => ({
  beginActive: async (release, now) => {
    const item = {
      ...{ ...activeKey, ...asDocument(release) },
      ...{ releaseId: { S: release.releaseId }, until: { N: String(release.until) } },
    };
    const outcome = await table.put(item, {
      ConditionExpression: `${noneIsActive} OR ${itsTimeIsUp}`,
      ExpressionAttributeNames: { '#until': 'until' },
      ExpressionAttributeValues: { ':now': { N: String(now) } },
    });
    return outcome === 'saved' ? 'begun' : 'conflict';
  },
  endActive: async (releaseId) => {
    const condition = {
      ConditionExpression: isTheSame,
      ExpressionAttributeValues: { ':releaseId': { S: releaseId } },
    };
    try {
      await client.send(new DeleteItemCommand({ TableName: tableName, Key: activeKey, ...condition }));
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  },
  active: async (now) => {
    const item = await table.get(activeKey);
    const release = item && documentOf<ActiveRelease>(item);
    return release && release.until > now ? release : undefined;
  },
});

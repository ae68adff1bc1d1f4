import { ConditionalCheckFailedException, type DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { ReleaseRecord } from '../records/release-record.ts';
import { asDocument, documentOf, expiring, type Item } from './document.ts';
import { activeKey, releaseKey, releasesPartition } from './keys.ts';
import type { Table } from './table.ts';

export interface ListReleases {
  /** Default: 20. */
  readonly limit?: number;
  /** Only releases that began before this, epoch ms. */
  readonly before?: number;
}

type Named = Pick<ReleaseRecord, 'releaseId' | 'startedAt'>;

export interface ReleaseRecordStore {
  /** Replaces all of it but its deployments: those that were added meanwhile stay. */
  readonly saveRelease: (release: ReleaseRecord) => Promise<void>;
  /** Any number of deployments may be added at once; one is there once. */
  readonly addDeployment: (release: Named, deploymentId: string) => Promise<void>;
  /** The latest first. */
  readonly listReleases: (options?: ListReleases) => Promise<readonly ReleaseRecord[]>;
  /** By its id, or by that of one of its deployments. */
  readonly findRelease: (id: string) => Promise<ReleaseRecord | undefined>;
}

/** Deployments are a list of their own beside the document, for hooks add to it while whoever releases saves. */
const recordOf = (item: Item): ReleaseRecord => {
  const record = documentOf<ReleaseRecord>(item);
  const added = item['deployments']?.L?.map(({ S = '' }) => S) ?? [];
  return { ...record, deployments: [...new Set([...record.deployments, ...added])] };
};

const isNotThereYet = 'NOT contains(deployments, :id)';

export const releaseRecordStore = (client: DynamoDBClient, tableName: string, table: Table): ReleaseRecordStore => {
  const newestFirst = (before: string = activeKey.sk.S) =>
    table.query(releasesPartition, { before, newestFirst: true });

  const list: ReleaseRecordStore['listReleases'] = async ({ limit = 20, before } = {}) => {
    const found: ReleaseRecord[] = [];
    if (limit <= 0) return found;
    for await (const item of newestFirst(before === undefined ? undefined : new Date(before).toISOString())) {
      found.push(recordOf(item));
      if (found.length === limit) break;
    }
    return found;
  };

  return {
    saveRelease: async (release) => {
      const { document, expiresAt } = { ...asDocument(release), ...expiring(release.endedAt ?? release.startedAt) };
      const values: Item = { ':document': document as never, ':expiresAt': expiresAt as never };
      const update = {
        UpdateExpression: 'SET #document = :document, expiresAt = :expiresAt',
        ExpressionAttributeNames: { '#document': 'document' },
        ExpressionAttributeValues: values,
      };
      await client.send(new UpdateItemCommand({ TableName: tableName, Key: releaseKey(release), ...update }));
    },
    addDeployment: async (release, deploymentId) => {
      const update = {
        UpdateExpression: 'SET deployments = list_append(if_not_exists(deployments, :none), :one)',
        ConditionExpression: isNotThereYet,
        ExpressionAttributeValues: {
          ':none': { L: [] },
          ':one': { L: [{ S: deploymentId }] },
          ':id': { S: deploymentId },
        },
      };
      try {
        await client.send(new UpdateItemCommand({ TableName: tableName, Key: releaseKey(release), ...update }));
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
    },
    listReleases: list,
    findRelease: async (id) => {
      let owner: ReleaseRecord | undefined;
      for await (const item of newestFirst()) {
        const record = recordOf(item);
        if (record.releaseId === id) return record;
        if (record.deployments.includes(id)) owner ??= record;
      }
      return owner;
    },
  };
};

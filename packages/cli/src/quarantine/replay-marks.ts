import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import type { ArchiveBucket } from './archive-bucket.ts';

/** Says that a quarantined record was put back on the stream: `replayed/<quarantine id>.json`. */
export interface ReplayMark {
  readonly quarantineId: string;
  /** ISO 8601. */
  readonly replayedAt: string;
  readonly replayedBy: string;
  /** Where it stands on the stream now; absent while, or if ever, it was not known. */
  readonly position?: { readonly shardId: string; readonly sequenceNumber: string };
}

const prefix = 'replayed/';
const keyOf = (quarantineId: string): string => `${prefix}${quarantineId}.json`;

/** Marks keep a record from being replayed twice unaware, also by two people at once. */
export interface ReplayMarks {
  /** The ids of all that was replayed. */
  ids(): Promise<ReadonlySet<string>>;
  read(quarantineId: string): Promise<ReplayMark | undefined>;
  /** Marks before anything is put. @returns false if it is marked already; with `again` that does not matter */
  claim(mark: ReplayMark, again: boolean): Promise<boolean>;
  /** Writes down where the record stands. */
  complete(mark: ReplayMark): Promise<void>;
  /** Takes a mark back, for nothing was put. */
  release(quarantineId: string): Promise<void>;
}

const isNamed = (error: unknown, name: string): boolean => error instanceof Error && error.name === name;

export const openReplayMarks = (bucket: ArchiveBucket): ReplayMarks => {
  const { client, name: Bucket } = bucket;
  const put = async (mark: ReplayMark, condition: { IfNoneMatch?: '*' } = {}): Promise<void> => {
    const Body = JSON.stringify(mark);
    const Key = keyOf(mark.quarantineId);
    await client.send(new PutObjectCommand({ Bucket, Key, Body, ContentType: 'application/json', ...condition }));
  };
  return {
    ids: async () => {
      const ids = new Set<string>();
      for await (const { key } of bucket.list(prefix)) ids.add(key.slice(prefix.length, -'.json'.length));
      return ids;
    },
    read: async (quarantineId) => {
      try {
        return JSON.parse(await bucket.read(keyOf(quarantineId))) as ReplayMark;
      } catch (error) {
        if (isNamed(error, 'NoSuchKey')) return undefined;
        throw error;
      }
    },
    claim: async (mark, again) => {
      try {
        // https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
        await put(mark, again ? {} : { IfNoneMatch: '*' });
        return true;
      } catch (error) {
        if (isNamed(error, 'PreconditionFailed')) return false;
        throw error;
      }
    },
    complete: (mark) => put(mark),
    release: async (quarantineId) => {
      await client.send(new DeleteObjectCommand({ Bucket, Key: keyOf(quarantineId) }));
    },
  };
};

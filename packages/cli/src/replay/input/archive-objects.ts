import { GetObjectCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import { findArchiveBucket } from '../../target/account.ts';
import { guarded } from '../../target/guarded.ts';
import type { Target } from '../../target/target.ts';

/** The objects of an archive bucket, by key. */
export interface ArchiveObjects {
  list(prefix: string, startAfter: string): AsyncIterable<{ readonly key: string; readonly bytes: number }>;
  read(key: string): Promise<Uint8Array>;
  close(): void;
}

/** Opens the archive bucket of a stage. */
export const openArchiveObjects = async (target: Target): Promise<ArchiveObjects> => {
  const Bucket = await findArchiveBucket(target);
  // Path style, for the embedded cloud has no name of its own for each bucket.
  const client = guarded((settings) => new S3Client({ ...settings, forcePathStyle: target.isLocal }), target);
  return {
    list: async function* (Prefix, StartAfter) {
      for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket, Prefix, StartAfter })) {
        for (const { Key = '', Size = 0 } of Contents) yield { key: Key, bytes: Size };
      }
    },
    read: async (Key) => {
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
      return (await Body?.transformToByteArray()) ?? new Uint8Array();
    },
    close: () => client.destroy(),
  };
};

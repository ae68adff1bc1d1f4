import { gunzipSync } from 'node:zlib';
import { GetObjectCommand, paginateListObjectsV2, S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';

/** Counts what the archive holds, by fleet: distinct records, for a batch that came twice is archived twice. */
export interface ArchiveReader {
  count(fleet: string): Promise<number>;
  close(): void;
}

interface Line {
  readonly shardId: string;
  readonly sequenceNumber: string;
  readonly topic?: string;
}

export const openArchive = (bucket: string, settings: S3ClientConfig): ArchiveReader => {
  const client = new S3Client({ ...settings, forcePathStyle: true });
  /** What was read, by key and version: an object is read again only if it was overwritten. */
  const read = new Set<string>();
  const positions = new Map<string, Set<string>>();

  const take = ({ topic = '', shardId, sequenceNumber }: Line): void => {
    const fleet = topic.split('/')[1] ?? '';
    const known = positions.get(fleet) ?? new Set();
    positions.set(fleet, known.add(`${shardId}:${sequenceNumber}`));
  };

  const readObject = async (Key: string): Promise<void> => {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key }));
    const bytes = await Body?.transformToByteArray();
    if (bytes === undefined) return;
    const lines = gunzipSync(bytes).toString().trimEnd().split('\n');
    for (const line of lines) take(JSON.parse(line) as Line);
  };

  return {
    count: async (fleet) => {
      for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: 'archive/' })) {
        for (const { Key = '', ETag = '' } of Contents) {
          if (read.has(Key + ETag)) continue;
          await readObject(Key);
          read.add(Key + ETag);
        }
      }
      return positions.get(fleet)?.size ?? 0;
    },
    close: () => client.destroy(),
  };
};

import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { GetObjectCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import { guarded } from '../target/guarded.ts';
import type { Target } from '../target/target.ts';

const unpack = promisify(gunzip);

/** An object, as a listing shows it. */
export interface ListedObject {
  readonly key: string;
  /** Epoch ms. */
  readonly writtenAt: number;
}

/** The objects of the archive bucket. */
export interface ArchiveBucket {
  readonly client: S3Client;
  readonly name: string;
  list(prefix: string, startAfter?: string): AsyncIterable<ListedObject>;
  /** The text of an object; a gzipped one is unpacked. */
  read(key: string): Promise<string>;
}

export const openArchiveBucket = (target: Target, name: string): ArchiveBucket => {
  // Path style, for the embedded cloud has no name of its own for each bucket.
  const client = guarded((settings) => new S3Client({ ...settings, forcePathStyle: target.isLocal }), target);
  return {
    client,
    name,
    list: async function* (Prefix, startAfter) {
      const input = { Bucket: name, Prefix, ...(startAfter === undefined ? {} : { StartAfter: startAfter }) };
      for await (const { Contents = [] } of paginateListObjectsV2({ client }, input)) {
        for (const { Key = '', LastModified } of Contents) yield { key: Key, writtenAt: LastModified?.getTime() ?? 0 };
      }
    },
    read: async (key) => {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: name, Key: key }));
      const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array();
      return key.endsWith('.gz') ? (await unpack(bytes)).toString() : Buffer.from(bytes).toString();
    },
  };
};

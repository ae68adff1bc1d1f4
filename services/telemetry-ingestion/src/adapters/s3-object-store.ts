import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { clientSettings, sdkError } from '@signalbox/lambda-kit';
import type { ObjectStore } from '../object-store.ts';

const compress = promisify(gzip);

/** Objects of gzipped NDJSON in one bucket. */
export const s3ObjectStore = (bucket: string, client = new S3Client(clientSettings)): ObjectStore => ({
  putLines: async (key, values) => {
    const lines = values.map((value) => `${JSON.stringify(value)}\n`).join('');
    const Body = await compress(lines);
    try {
      // Stored as it is and not with Content-Encoding, so that no client unpacks it by surprise.
      await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body, ContentType: 'application/gzip' }));
    } catch (error) {
      throw sdkError('OBJECT_NOT_PUT', error);
    }
  },
});

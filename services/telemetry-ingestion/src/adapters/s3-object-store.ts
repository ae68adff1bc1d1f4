import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { S3Client } from '@aws-sdk/client-s3';
import { sdkError } from '@signalbox/lambda-kit';
import type { ObjectStore } from '../object-store.ts';

const compress = promisify(gzip);

/** Objects of gzipped NDJSON in one bucket. */
export const s3ObjectStore = ({
  client,
  bucket,
}: {
  readonly client: () => Promise<S3Client>;
  readonly bucket: string;
}): ObjectStore => ({
  putLines: async (key, values) => {
    const lines = values.map((value) => `${JSON.stringify(value)}\n`).join('');
    const Body = await compress(lines);
    try {
      const { PutObjectCommand } = await import('@aws-sdk/client-s3');
      // Stored as it is and not with Content-Encoding, so that no client unpacks it by surprise.
      const command = new PutObjectCommand({ Bucket: bucket, Key: key, Body, ContentType: 'application/gzip' });
      await (await client()).send(command);
    } catch (error) {
      throw sdkError('OBJECT_NOT_PUT', error);
    }
  },
});

import type { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { unpack } from '../../test/fakes.ts';
import { s3ObjectStore } from './s3-object-store.ts';

const clientThat = (send: (command: PutObjectCommand) => Promise<unknown>) => ({ send }) as unknown as S3Client;

describe('s3ObjectStore', () => {
  it('puts gzipped NDJSON', async () => {
    const inputs: PutObjectCommand['input'][] = [];
    const store = s3ObjectStore(
      'bucket',
      clientThat(async ({ input }) => inputs.push(input)),
    );
    await store.putLines('key', [{ a: 1 }, { b: 'two\nlines' }]);
    expect(inputs).toMatchObject([{ Bucket: 'bucket', Key: 'key', ContentType: 'application/gzip' }]);
    expect(unpack(inputs[0]?.Body as Uint8Array)).toEqual([{ a: 1 }, { b: 'two\nlines' }]);
  });

  it('says by its family whether trying again is of use', async () => {
    const failing = (name: string) =>
      s3ObjectStore(
        'b',
        clientThat(() => Promise.reject(Object.assign(new Error(name), { name }))),
      );
    await expect(failing('SlowDown').putLines('k', [])).rejects.toMatchObject({
      name: 'TransientError',
      code: 'OBJECT_NOT_PUT',
    });
    await expect(failing('AccessDenied').putLines('k', [])).rejects.toMatchObject({ name: 'PermanentError' });
  });
});

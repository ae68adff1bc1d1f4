import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketEncryptionCommand,
  GetBucketLocationCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListBucketsCommand,
  ListMultipartUploadsCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  ListPartsCommand,
  PutBucketNotificationConfigurationCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Cloud, startCloud } from '../cloud.ts';
import { createS3 } from './service.ts';

let cloud: Cloud;
let s3: S3Client;
let count = 0;

beforeAll(async () => {
  cloud = await startCloud({ s3: createS3 }, { port: 0, mqttPort: 0, logLevel: 'error' });
  s3 = new S3Client({
    endpoint: cloud.endpoint,
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  });
});
afterAll(async () => {
  s3.destroy();
  await cloud.stop();
});

const newBucket = async (): Promise<string> => {
  count += 1;
  const Bucket = `bucket-${count}`;
  await s3.send(new CreateBucketCommand({ Bucket }));
  return Bucket;
};

const put = (Bucket: string, Key: string, Body: string | Buffer | Readable = Key, more = {}) =>
  s3.send(new PutObjectCommand({ Bucket, Key, Body, ...more }));

const text = async (Bucket: string, Key: string, more = {}) =>
  (await s3.send(new GetObjectCommand({ Bucket, Key, ...more }))).Body?.transformToString();

test('an object comes back as it was put, with its metadata, tag count and checksum', async () => {
  const Bucket = await newBucket();
  const written = await put(Bucket, 'a/b ü+.txt', 'hello', {
    ContentType: 'text/plain',
    CacheControl: 'no-cache',
    Metadata: { filesha256: 'x=' },
    Tagging: 'team=rail&n=1',
  });
  expect(written).toMatchObject({
    ETag: '"5d41402abc4b2a76b9719d911017c592"',
    ChecksumCRC32: 'NhCmhg==',
    ChecksumType: 'FULL_OBJECT',
  });
  const got = await s3.send(new GetObjectCommand({ Bucket, Key: 'a/b ü+.txt', ChecksumMode: 'ENABLED' }));
  expect(await got.Body?.transformToString()).toBe('hello');
  expect(got).toMatchObject({
    ContentType: 'text/plain',
    CacheControl: 'no-cache',
    Metadata: { filesha256: 'x=' },
    TagCount: 2,
    ContentLength: 5,
    ServerSideEncryption: 'AES256',
    ChecksumCRC32: 'NhCmhg==',
  });
  const head = await s3.send(new HeadObjectCommand({ Bucket, Key: 'a/b ü+.txt' }));
  expect(head).toMatchObject({ ContentLength: 5, Metadata: { filesha256: 'x=' }, ETag: written.ETag });
  const tags = await s3.send(new GetObjectTaggingCommand({ Bucket, Key: 'a/b ü+.txt' }));
  expect(tags.TagSet).toEqual([
    { Key: 'team', Value: 'rail' },
    { Key: 'n', Value: '1' },
  ]);
});

test('a streamed body with a trailing checksum is decoded', async () => {
  const Bucket = await newBucket();
  const body = randomBytes(200_000);
  await put(Bucket, 'stream', Readable.from([body.subarray(0, 70_000), body.subarray(70_000)]), {
    ContentLength: body.length,
  });
  const got = await s3.send(new GetObjectCommand({ Bucket, Key: 'stream' }));
  expect(Buffer.from((await got.Body?.transformToByteArray()) ?? []).equals(body)).toBe(true);
});

test('every checksum algorithm of the SDK is verified by it on reading', async () => {
  const Bucket = await newBucket();
  for (const ChecksumAlgorithm of ['CRC32', 'CRC32C', 'CRC64NVME', 'SHA1', 'SHA256']) {
    await put(Bucket, ChecksumAlgorithm, 'signal', { ChecksumAlgorithm });
    expect(await text(Bucket, ChecksumAlgorithm, { ChecksumMode: 'ENABLED' })).toBe('signal');
  }
  await expect(put(Bucket, 'wrong', 'signal', { ChecksumCRC32: 'AAAAAA==' })).rejects.toMatchObject({
    name: 'BadDigest',
  });
});

test('ranges and conditions are answered as HTTP has them', async () => {
  const Bucket = await newBucket();
  const { ETag } = await put(Bucket, 'k', '0123456789');
  expect(await text(Bucket, 'k', { Range: 'bytes=2-4' })).toBe('234');
  expect(await text(Bucket, 'k', { Range: 'bytes=-3' })).toBe('789');
  await expect(text(Bucket, 'k', { Range: 'bytes=10-' })).rejects.toMatchObject({ name: 'InvalidRange' });
  await expect(text(Bucket, 'k', { IfMatch: '"no"' })).rejects.toMatchObject({ name: 'PreconditionFailed' });
  await expect(text(Bucket, 'k', { IfNoneMatch: ETag })).rejects.toMatchObject({ $metadata: { httpStatusCode: 304 } });
  await expect(put(Bucket, 'k', 'x', { IfNoneMatch: '*' })).rejects.toMatchObject({ name: 'PreconditionFailed' });
});

test('listings are in order, paged, and rolled up by a delimiter', async () => {
  const Bucket = await newBucket();
  for (const key of ['b/2', 'a', 'b/1', 'c/1', 'd', 'é']) await put(Bucket, key);
  const page = await s3.send(new ListObjectsV2Command({ Bucket, Delimiter: '/', MaxKeys: 2 }));
  expect(page).toMatchObject({ IsTruncated: true, KeyCount: 2, CommonPrefixes: [{ Prefix: 'b/' }] });
  const rest = await s3.send(
    new ListObjectsV2Command({ Bucket, Delimiter: '/', ContinuationToken: page.NextContinuationToken }),
  );
  expect(rest.CommonPrefixes).toEqual([{ Prefix: 'c/' }]);
  expect(rest.Contents?.map(({ Key }) => Key)).toEqual(['d', 'é']);
  const first = await s3.send(new ListObjectsCommand({ Bucket, Prefix: 'b/', MaxKeys: 1 }));
  expect(first).toMatchObject({ IsTruncated: true, Contents: [{ Key: 'b/1' }] });
  const second = await s3.send(new ListObjectsCommand({ Bucket, Prefix: 'b/', Marker: 'b/1' }));
  expect(second).toMatchObject({ IsTruncated: false, Contents: [{ Key: 'b/2' }] });
});

test('a multipart upload becomes one object, with the composite etag and checksum', async () => {
  const Bucket = await newBucket();
  const Key = 'big';
  const parts = [randomBytes(5 * 1024 ** 2), randomBytes(100)];
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key, ChecksumAlgorithm: 'CRC32' }));
  const uploaded = [];
  for (const [index, Body] of parts.entries()) {
    const PartNumber = index + 1;
    const { ETag, ChecksumCRC32 } = await s3.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body }));
    uploaded.push({ PartNumber, ETag, ChecksumCRC32 });
  }
  expect((await s3.send(new ListPartsCommand({ Bucket, Key, UploadId }))).Parts?.map(({ Size }) => Size)).toEqual([
    5_242_880, 100,
  ]);
  expect((await s3.send(new ListMultipartUploadsCommand({ Bucket }))).Uploads).toHaveLength(1);
  const done = await s3.send(
    new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts: uploaded } }),
  );
  expect(done.ETag).toMatch(/^"[0-9a-f]{32}-2"$/);
  expect(done.ChecksumCRC32).toMatch(/-2$/);
  const got = await s3.send(new GetObjectCommand({ Bucket, Key }));
  expect(Buffer.from((await got.Body?.transformToByteArray()) ?? []).equals(Buffer.concat(parts))).toBe(true);
  expect((await s3.send(new ListMultipartUploadsCommand({ Bucket }))).Uploads).toBeUndefined();
});

test('versions are kept, hidden by delete markers, and listed', async () => {
  const Bucket = await newBucket();
  await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
  expect(await s3.send(new GetBucketVersioningCommand({ Bucket }))).toMatchObject({ Status: 'Enabled' });
  const one = await put(Bucket, 'k', 'one');
  await put(Bucket, 'k', 'two');
  const removed = await s3.send(new DeleteObjectCommand({ Bucket, Key: 'k' }));
  expect(removed.DeleteMarker).toBe(true);
  await expect(text(Bucket, 'k')).rejects.toMatchObject({ name: 'NoSuchKey' });
  expect(await text(Bucket, 'k', { VersionId: one.VersionId })).toBe('one');
  const versions = await s3.send(new ListObjectVersionsCommand({ Bucket }));
  expect(versions.Versions?.map(({ IsLatest }) => IsLatest)).toEqual([false, false]);
  expect(versions.DeleteMarkers).toMatchObject([{ Key: 'k', IsLatest: true }]);
  await s3.send(new DeleteObjectCommand({ Bucket, Key: 'k', VersionId: removed.VersionId }));
  expect(await text(Bucket, 'k')).toBe('two');
});

test('copies keep or replace metadata', async () => {
  const Bucket = await newBucket();
  await put(Bucket, 'from', 'body', { Metadata: { a: '1' } });
  const copy = (more = {}) =>
    s3.send(new CopyObjectCommand({ Bucket, Key: 'to', CopySource: `${Bucket}/from`, ...more }));
  expect((await copy()).CopyObjectResult?.ETag).toBe('"841a2d689ad86bd1611447453c22c6fc"');
  expect((await s3.send(new HeadObjectCommand({ Bucket, Key: 'to' }))).Metadata).toEqual({ a: '1' });
  await copy({ MetadataDirective: 'REPLACE', Metadata: { b: '2' } });
  expect((await s3.send(new HeadObjectCommand({ Bucket, Key: 'to' }))).Metadata).toEqual({ b: '2' });
});

test('a bucket is located, encrypted, listed, and deleted only when it is empty', async () => {
  const Bucket = await newBucket();
  expect((await s3.send(new GetBucketLocationCommand({ Bucket }))).LocationConstraint).toBeUndefined();
  expect((await s3.send(new HeadBucketCommand({ Bucket }))).BucketRegion).toBe('us-east-1');
  const { ServerSideEncryptionConfiguration } = await s3.send(new GetBucketEncryptionCommand({ Bucket }));
  expect(ServerSideEncryptionConfiguration?.Rules?.[0]?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm).toBe(
    'AES256',
  );
  expect((await s3.send(new ListBucketsCommand({}))).Buckets?.map(({ Name }) => Name)).toContain(Bucket);
  await put(Bucket, 'k');
  await expect(s3.send(new DeleteBucketCommand({ Bucket }))).rejects.toMatchObject({ name: 'BucketNotEmpty' });
  const gone = await s3.send(
    new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: 'k' }, { Key: 'never' }] } }),
  );
  expect(gone.Deleted?.map(({ Key }) => Key)).toEqual(['k', 'never']);
  await s3.send(new DeleteBucketCommand({ Bucket }));
  await expect(s3.send(new HeadBucketCommand({ Bucket }))).rejects.toMatchObject({ name: 'NotFound' });
});

test('what is not there and what is not supported is said by name', async () => {
  const Bucket = await newBucket();
  await expect(text(Bucket, 'none')).rejects.toMatchObject({ name: 'NoSuchKey', Key: 'none' });
  await expect(text('no-bucket-here', 'k')).rejects.toMatchObject({ name: 'NoSuchBucket' });
  await expect(
    s3.send(new PutBucketNotificationConfigurationCommand({ Bucket, NotificationConfiguration: {} })),
  ).rejects.toThrow(/notification/);
  await expect(put(Bucket, 'k', 'x', { ServerSideEncryption: 'aws:kms' })).rejects.toThrow(/aws:kms/);
});

test('a virtual-hosted request names its bucket in the host', async () => {
  const Bucket = await newBucket();
  await put(Bucket, 'k', 'hosted');
  const authorization =
    'AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0';
  const { get } = await import('node:http');
  const body = await new Promise((resolve) =>
    get(`${cloud.endpoint}/k`, { headers: { authorization, host: `${Bucket}.localhost:4566` } }, async (answer) => {
      let read = '';
      for await (const chunk of answer) read += chunk;
      resolve(read);
    }),
  );
  expect(body).toBe('hosted');
});

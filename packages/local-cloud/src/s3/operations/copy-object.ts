import { createHash } from 'node:crypto';
import { checksumMembers, checksumOf, isChecksumAlgorithm } from '../checksum.ts';
import { refuseUnmetCopy } from '../conditions.ts';
import { detailHeaders, readDetails, readTagging } from '../details.ts';
import { type ObjectDetails, type ObjectVersion, quoted } from '../object-version.ts';
import type { S3Call } from '../s3-call.ts';
import { invalidArgument, invalidRequest } from '../s3-error.ts';
import type { S3Operation } from '../s3-operation.ts';
import { xmlAnswer } from '../s3-xml.ts';
import type { S3State } from '../state.ts';
import { writtenHeaders } from './object-headers.ts';

/** `[/]bucket/key[?versionId=…]`, percent-encoded. @throws AwsError InvalidArgument */
const readCopySource = (header: string): { bucket: string; key: string; versionId: string | undefined } => {
  const [, bucket, key, versionId] = /^\/?([^/]+)\/(.+?)(?:\?versionId=(.+))?$/.exec(header) ?? [];
  if (bucket === undefined || key === undefined) {
    throw invalidArgument(
      'Copy Source must mention the source bucket and key: sourcebucket/sourcekey',
      'x-amz-copy-source',
      header,
    );
  }
  return { bucket: decodeURIComponent(bucket), key: decodeURIComponent(key), versionId };
};

const directive = (header: string | undefined, name: string): 'COPY' | 'REPLACE' => {
  if (header === undefined || header === 'COPY') return 'COPY';
  if (header === 'REPLACE') return header;
  throw invalidArgument(`Unknown ${name} directive.`, `x-amz-${name}-directive`, header);
};

const refuseCopyOntoItself = (call: S3Call, source: ObjectVersion): void => {
  const isSame = source.bucket === call.bucket && source.key === call.key;
  const changes = [
    'x-amz-metadata-directive',
    'x-amz-storage-class',
    'x-amz-server-side-encryption',
    'x-amz-tagging-directive',
  ];
  if (!isSame || changes.some((name) => call.headers[name] !== undefined)) return;
  throw invalidRequest(
    "This copy request is illegal because it is trying to copy an object to itself without changing the object's metadata, storage class, website redirect location or encryption attributes.",
  );
};

const copiedDetails = (call: S3Call, source: ObjectVersion): ObjectDetails => {
  const given = readDetails(call);
  const kept = directive(call.headers['x-amz-metadata-directive'], 'metadata') === 'COPY' ? source.details : given;
  const isTagCopy = directive(call.headers['x-amz-tagging-directive'], 'tagging') === 'COPY';
  return {
    ...kept,
    tags: isTagCopy ? source.details.tags : readTagging(call.headers['x-amz-tagging']),
    storageClass: given.storageClass,
    partCount: undefined,
  };
};

const copy = async (state: S3State, call: S3Call) => {
  const { objects, buckets } = state;
  buckets.get(call.bucket);
  const from = readCopySource(call.headers['x-amz-copy-source'] ?? '');
  const source = objects.find(from.bucket, from.key, from.versionId);
  refuseUnmetCopy(call.headers, source);
  refuseCopyOntoItself(call, source);
  const body = objects.read(source);
  const asked =
    call.headers['x-amz-checksum-algorithm']?.toUpperCase() ?? source.details.checksum?.algorithm ?? 'CRC64NVME';
  if (!isChecksumAlgorithm(asked)) throw invalidRequest('Checksum algorithm provided is unsupported.');
  const checksum = checksumOf(asked, body);
  const etag = createHash('md5').update(body).digest('hex');
  const details = { ...copiedDetails(call, source), checksum };
  const file = await objects.files.write(body);
  const version = objects.put({ bucket: call.bucket, key: call.key, file, size: body.length, etag, details });
  const answer = xmlAnswer('CopyObjectResult', {
    LastModified: new Date(version.modifiedAt).toISOString(),
    ETag: quoted(etag),
    ...checksumMembers(checksum),
  });
  const sourceVersion =
    buckets.get(source.bucket).versioning === undefined ? {} : { 'x-amz-copy-source-version-id': source.versionId };
  return { ...answer, headers: { ...answer.headers, ...sourceVersion, ...writtenHeaders(state, version) } };
};

export const copyObject = (state: S3State): S3Operation => ({
  name: 'CopyObject',
  method: 'PUT',
  on: 'object',
  selectorHeader: 'x-amz-copy-source',
  headers: [
    ...detailHeaders,
    'x-amz-metadata-directive',
    'x-amz-tagging-directive',
    'x-amz-checksum-algorithm',
    'x-amz-copy-source-if-match',
    'x-amz-copy-source-if-none-match',
    'x-amz-copy-source-if-modified-since',
    'x-amz-copy-source-if-unmodified-since',
  ],
  run: (call) => copy(state, call),
});

import type { Response } from '../../kernel/request.ts';
import { compareKeys } from '../listing.ts';
import { quoted } from '../object-version.ts';
import type { S3Call } from '../s3-call.ts';
import { invalidArgument } from '../s3-error.ts';
import type { S3Operation } from '../s3-operation.ts';
import { xmlAnswer } from '../s3-xml.ts';
import type { S3State } from '../state.ts';
import { ownerOf } from './buckets.ts';

const readMax = (call: S3Call, name: string): number => {
  const asked = call.query.get(name) ?? '1000';
  const max = Number(asked);
  if (!Number.isInteger(max) || max < 0) throw invalidArgument(`Argument ${name} must be an integer`, name, asked);
  return Math.min(max, 1000);
};

const listParts = (state: S3State, call: S3Call): Response => {
  const upload = state.uploads.get(call.bucket, call.key, call.query.get('uploadId') ?? '');
  const max = readMax(call, 'max-parts');
  const marker = Number(call.query.get('part-number-marker') ?? '0');
  const rest = upload.parts.filter(({ number }) => number > marker);
  const page = rest.slice(0, max);
  const { isAsked, algorithm, type } = upload.checksum;
  return xmlAnswer('ListPartsResult', {
    Bucket: call.bucket,
    Key: call.key,
    UploadId: upload.id,
    PartNumberMarker: marker,
    NextPartNumberMarker: page.at(-1)?.number ?? 0,
    MaxParts: max,
    IsTruncated: rest.length > page.length,
    Part: page.map(({ number, modifiedAt, etag, size, checksum }) => ({
      PartNumber: number,
      LastModified: new Date(modifiedAt).toISOString(),
      ETag: quoted(etag),
      Size: size,
      ...(isAsked ? { [`Checksum${algorithm}`]: checksum.value } : {}),
    })),
    Initiator: ownerOf(state.accountId),
    Owner: ownerOf(state.accountId),
    StorageClass: upload.details.storageClass,
    ...(isAsked ? { ChecksumAlgorithm: algorithm, ChecksumType: type } : {}),
  });
};

const listUploads = (state: S3State, call: S3Call): Response => {
  state.buckets.get(call.bucket);
  const max = readMax(call, 'max-uploads');
  const prefix = call.query.get('prefix') ?? '';
  const marker = call.query.get('key-marker') ?? '';
  const idMarker = call.query.get('upload-id-marker');
  const all = state.uploads.list(call.bucket).filter(({ key }) => key.startsWith(prefix));
  const at = all.findIndex(({ key, id }) => key === marker && id === idMarker);
  const rest = at >= 0 ? all.slice(at + 1) : all.filter(({ key }) => marker === '' || compareKeys(key, marker) > 0);
  const page = rest.slice(0, max);
  const isTruncated = rest.length > page.length;
  return xmlAnswer('ListMultipartUploadsResult', {
    Bucket: call.bucket,
    KeyMarker: marker,
    UploadIdMarker: idMarker ?? '',
    NextKeyMarker: isTruncated ? page.at(-1)?.key : undefined,
    NextUploadIdMarker: isTruncated ? page.at(-1)?.id : undefined,
    Prefix: prefix,
    MaxUploads: max,
    IsTruncated: isTruncated,
    Upload: page.map(({ key, id, initiatedAt, details }) => ({
      Key: key,
      UploadId: id,
      Initiator: ownerOf(state.accountId),
      Owner: ownerOf(state.accountId),
      StorageClass: details.storageClass,
      Initiated: new Date(initiatedAt).toISOString(),
    })),
  });
};

export const multipartListingOperations = (state: S3State): readonly S3Operation[] => [
  {
    name: 'ListParts',
    method: 'GET',
    on: 'object',
    selector: 'uploadId',
    query: ['max-parts', 'part-number-marker'],
    run: (call) => listParts(state, call),
  },
  {
    name: 'ListMultipartUploads',
    method: 'GET',
    on: 'bucket',
    selector: 'uploads',
    query: ['prefix', 'max-uploads', 'key-marker', 'upload-id-marker'],
    run: (call) => listUploads(state, call),
  },
];

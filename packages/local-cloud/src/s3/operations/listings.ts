import type { Response } from '../../kernel/request.ts';
import { beginAfter, type Listing, type ListingQuery, rollUp } from '../listing.ts';
import { type ObjectVersion, quoted } from '../object-version.ts';
import type { S3Call } from '../s3-call.ts';
import { invalidArgument } from '../s3-error.ts';
import type { S3Operation } from '../s3-operation.ts';
import { xmlAnswer } from '../s3-xml.ts';
import type { S3State } from '../state.ts';
import { ownerOf } from './buckets.ts';

type Encode = (text: string) => string;

const encodeUrl: Encode = (text) =>
  encodeURIComponent(text)
    .replace(/%2F/g, '/')
    .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);

const encoderOf = (encodingType: string | undefined): Encode => {
  if (encodingType === undefined) return (text) => text;
  if (encodingType === 'url') return encodeUrl;
  throw invalidArgument('Invalid Encoding Method specified in Request', 'encoding-type', encodingType);
};

const readListingQuery = ({ query }: S3Call): ListingQuery => {
  const asked = query.get('max-keys');
  const maxKeys = asked === undefined || asked === '' ? 1000 : Number(asked);
  if (!Number.isInteger(maxKeys) || maxKeys < 0) {
    throw invalidArgument('Argument maxKeys must be an integer between 0 and 2147483647', 'maxKeys', asked ?? '');
  }
  return {
    prefix: query.get('prefix') ?? '',
    delimiter: query.get('delimiter') ?? '',
    maxKeys: Math.min(maxKeys, 1000),
  };
};

const listLatest = ({ buckets, objects }: S3State, bucket: string, marker: string, query: ListingQuery): Listing => {
  buckets.get(bucket);
  const { key, isAfter } = beginAfter(marker, query);
  return rollUp(query, objects.table.scanLatest(bucket, key, isAfter), (from) =>
    objects.table.scanLatest(bucket, from, false),
  );
};

const contentOf = ({ key, modifiedAt, etag, size, details }: ObjectVersion, encode: Encode) => ({
  Key: encode(key),
  LastModified: new Date(modifiedAt).toISOString(),
  ETag: quoted(etag),
  ChecksumAlgorithm: details.checksum?.algorithm,
  ChecksumType: details.checksum?.type,
  Size: size,
  StorageClass: details.storageClass,
});

const prefixesOf = ({ commonPrefixes }: Listing, encode: Encode) =>
  commonPrefixes.map((prefix) => ({ Prefix: encode(prefix) }));

const nameOf = (last: Listing['last']): string | undefined => (typeof last === 'object' ? last.key : last);

const head = (call: S3Call, query: ListingQuery, listing: Listing, encode: Encode) => ({
  Name: call.bucket,
  Prefix: encode(query.prefix),
  Delimiter: query.delimiter === '' ? undefined : encode(query.delimiter),
  MaxKeys: query.maxKeys,
  EncodingType: call.query.get('encoding-type'),
  IsTruncated: listing.isTruncated,
});

const readToken = (token: string): string => {
  const key = Buffer.from(token, 'base64url').toString('utf8');
  if (key === '') throw invalidArgument('The continuation token provided is incorrect', 'continuation-token', token);
  return key;
};

const listObjectsV2 = (state: S3State, call: S3Call): Response => {
  const query = readListingQuery(call);
  const encode = encoderOf(call.query.get('encoding-type'));
  const token = call.query.get('continuation-token');
  const startAfter = call.query.get('start-after');
  const listing = listLatest(state, call.bucket, token === undefined ? (startAfter ?? '') : readToken(token), query);
  const last = nameOf(listing.last);
  const owner = call.query.get('fetch-owner') === 'true' ? { Owner: ownerOf(state.accountId) } : {};
  return xmlAnswer('ListBucketResult', {
    ...head(call, query, listing, encode),
    KeyCount: listing.versions.length + listing.commonPrefixes.length,
    ContinuationToken: token,
    NextContinuationToken:
      listing.isTruncated && last !== undefined ? Buffer.from(last).toString('base64url') : undefined,
    StartAfter: startAfter === undefined ? undefined : encode(startAfter),
    Contents: listing.versions.map((version) => ({ ...contentOf(version, encode), ...owner })),
    CommonPrefixes: prefixesOf(listing, encode),
  });
};

const listObjects = (state: S3State, call: S3Call): Response => {
  const query = readListingQuery(call);
  const encode = encoderOf(call.query.get('encoding-type'));
  const marker = call.query.get('marker') ?? '';
  const listing = listLatest(state, call.bucket, marker, query);
  const last = nameOf(listing.last);
  return xmlAnswer('ListBucketResult', {
    ...head(call, query, listing, encode),
    Marker: encode(marker),
    // Version 1 says where to go on only if there is a delimiter; otherwise the last key is it.
    NextMarker: listing.isTruncated && query.delimiter !== '' && last !== undefined ? encode(last) : undefined,
    Contents: listing.versions.map((version) => ({ ...contentOf(version, encode), Owner: ownerOf(state.accountId) })),
    CommonPrefixes: prefixesOf(listing, encode),
  });
};

const versionEntry = ({ objects, accountId }: S3State, version: ObjectVersion, encode: Encode) => {
  const isLatest = objects.table.latest(version.bucket, version.key)?.seq === version.seq;
  const { Key, LastModified, ...content } = contentOf(version, encode);
  const common = { Key, VersionId: version.versionId, IsLatest: isLatest, LastModified };
  return version.isDeleteMarker
    ? { ...common, Owner: ownerOf(accountId) }
    : { ...common, ...content, Owner: ownerOf(accountId) };
};

const scanVersionsAfter = ({ objects }: S3State, call: S3Call, query: ListingQuery) => {
  const marker = call.query.get('key-marker') ?? '';
  const versionId = call.query.get('version-id-marker');
  const after = versionId === undefined ? undefined : objects.table.version(call.bucket, marker, versionId);
  if (after !== undefined) return objects.table.scanVersions(call.bucket, marker, after.seq);
  const { key, isAfter } = beginAfter(marker, query);
  // Sequence numbers begin at 1, so none of the key itself is older than 0.
  return objects.table.scanVersions(call.bucket, key, isAfter ? 0 : Number.MAX_SAFE_INTEGER);
};

const listObjectVersions = (state: S3State, call: S3Call): Response => {
  state.buckets.get(call.bucket);
  const query = readListingQuery(call);
  const encode = encoderOf(call.query.get('encoding-type'));
  const listing = rollUp(query, scanVersionsAfter(state, call, query), (from) =>
    state.objects.table.scanVersions(call.bucket, from, Number.MAX_SAFE_INTEGER),
  );
  const last = listing.isTruncated ? nameOf(listing.last) : undefined;
  return xmlAnswer('ListVersionsResult', {
    ...head(call, query, listing, encode),
    KeyMarker: encode(call.query.get('key-marker') ?? ''),
    VersionIdMarker: call.query.get('version-id-marker') ?? '',
    NextKeyMarker: last === undefined ? undefined : encode(last),
    NextVersionIdMarker: last !== undefined && typeof listing.last === 'object' ? listing.last.versionId : undefined,
    Version: listing.versions.filter((each) => !each.isDeleteMarker).map((each) => versionEntry(state, each, encode)),
    DeleteMarker: listing.versions
      .filter((each) => each.isDeleteMarker)
      .map((each) => versionEntry(state, each, encode)),
    CommonPrefixes: prefixesOf(listing, encode),
  });
};

const listingParameters = ['prefix', 'delimiter', 'max-keys', 'encoding-type'];

export const listingOperations = (state: S3State): readonly S3Operation[] => [
  {
    name: 'ListObjectsV2',
    method: 'GET',
    on: 'bucket',
    selector: 'list-type',
    query: [...listingParameters, 'continuation-token', 'start-after', 'fetch-owner'],
    run: (call) => listObjectsV2(state, call),
  },
  {
    name: 'ListObjects',
    method: 'GET',
    on: 'bucket',
    query: [...listingParameters, 'marker'],
    run: (call) => listObjects(state, call),
  },
  {
    name: 'ListObjectVersions',
    method: 'GET',
    on: 'bucket',
    selector: 'versions',
    query: [...listingParameters, 'key-marker', 'version-id-marker'],
    run: (call) => listObjectVersions(state, call),
  },
];

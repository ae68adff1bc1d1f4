import { checksumHeaders } from '../checksum.ts';
import { expiryOf } from '../lifecycle-rule.ts';
import { type ObjectVersion, quoted } from '../object-version.ts';
import type { S3State } from '../state.ts';

const versionHeader = ({ buckets }: S3State, { bucket, versionId }: ObjectVersion): Record<string, string> =>
  buckets.get(bucket).versioning === undefined ? {} : { 'x-amz-version-id': versionId };

const expirationHeader = ({ buckets }: S3State, version: ObjectVersion): Record<string, string> => {
  const { key, modifiedAt, details } = version;
  const expiry = expiryOf(buckets.get(version.bucket).lifecycle ?? [], { key, modifiedAt, tags: details.tags });
  if (expiry === undefined) return {};
  const date = new Date(expiry.at).toUTCString();
  return { 'x-amz-expiration': `expiry-date="${date}", rule-id="${encodeURIComponent(expiry.ruleId)}"` };
};

/** What S3 answers to every write of an object. */
export const writtenHeaders = (state: S3State, version: ObjectVersion): Record<string, string> => ({
  'x-amz-server-side-encryption': 'AES256',
  ...versionHeader(state, version),
  ...expirationHeader(state, version),
});

const metadataHeaders = (metadata: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(metadata).map(([name, value]) => [`x-amz-meta-${name}`, value]));

/** What S3 answers of an object to GET and HEAD. The checksum only on request, as `x-amz-checksum-mode` says. */
export const objectHeaders = (
  state: S3State,
  version: ObjectVersion,
  isChecksumAsked: boolean,
): Record<string, string> => {
  const { contentType, headers, metadata, tags, storageClass, checksum } = version.details;
  return {
    'accept-ranges': 'bytes',
    'last-modified': new Date(version.modifiedAt).toUTCString(),
    etag: quoted(version.etag),
    'content-type': contentType,
    ...headers,
    ...metadataHeaders(metadata),
    ...(storageClass === 'STANDARD' ? {} : { 'x-amz-storage-class': storageClass }),
    ...(tags.length > 0 ? { 'x-amz-tagging-count': String(tags.length) } : {}),
    ...(isChecksumAsked && checksum !== undefined ? checksumHeaders(checksum) : {}),
    ...writtenHeaders(state, version),
  };
};

import { AwsError, UnsupportedError } from '../kernel/aws-error.ts';
import type { Tag } from './bucket.ts';
import type { ObjectDetails } from './object-version.ts';
import type { S3Call } from './s3-call.ts';

/** The headers by which a write says what is kept beside the bytes. */
export const detailHeaders: readonly string[] = [
  'x-amz-meta-',
  'x-amz-storage-class',
  'x-amz-tagging',
  'x-amz-acl',
  'x-amz-server-side-encryption',
];

const keptHeaders = ['cache-control', 'content-disposition', 'content-encoding', 'content-language', 'expires'];

/** Classes whose objects are read without being restored first. */
const storageClasses = [
  'STANDARD',
  'STANDARD_IA',
  'ONEZONE_IA',
  'INTELLIGENT_TIERING',
  'GLACIER_IR',
  'REDUCED_REDUNDANCY',
];

const readMetadata = (headers: S3Call['headers']): Record<string, string> => {
  const metadata = Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      name.startsWith('x-amz-meta-') && value !== undefined ? [[name.slice('x-amz-meta-'.length), value]] : [],
    ),
  );
  const size = Object.entries(metadata).reduce((sum, [name, value]) => sum + name.length + Buffer.byteLength(value), 0);
  if (size > 2048) {
    throw new AwsError('MetadataTooLarge', 'Your metadata headers exceed the maximum allowed metadata size', {
      members: { Size: size, MaxSizeAllowed: 2048 },
    });
  }
  return metadata;
};

/** Tags as a query string, `a=1&b=2`. @throws AwsError InvalidArgument, InvalidTag */
export const readTagging = (header: string | undefined): readonly Tag[] =>
  checkTags(header === undefined ? [] : [...new URLSearchParams(header)].map(([Key, Value]) => ({ Key, Value })), 10);

/** @throws AwsError BadRequest, InvalidTag */
export const checkTags = (tags: readonly Tag[], max: number): readonly Tag[] => {
  if (tags.length > max) throw new AwsError('BadRequest', `Object tags cannot be greater than ${max}`);
  const wrong = tags.find(({ Key, Value }) => Key === '' || Key.length > 128 || Value.length > 256);
  if (wrong !== undefined)
    throw new AwsError('InvalidTag', 'The TagKey you have provided is invalid', { members: { TagKey: wrong.Key } });
  if (new Set(tags.map(({ Key }) => Key)).size < tags.length) {
    throw new AwsError('InvalidTag', 'Cannot provide multiple Tags with the same key');
  }
  return tags;
};

const refuseForeign = (headers: S3Call['headers']): void => {
  const acl = headers['x-amz-acl'];
  if (acl !== undefined && acl !== 'bucket-owner-full-control') {
    throw new AwsError('AccessControlListNotSupported', 'The bucket does not allow ACLs');
  }
  const encryption = headers['x-amz-server-side-encryption'];
  if (encryption !== undefined && encryption !== 'AES256')
    throw new UnsupportedError(`the server-side encryption ${encryption} of s3`);
};

const readStorageClass = (name: string): string => {
  if (storageClasses.includes(name)) return name;
  if (['GLACIER', 'DEEP_ARCHIVE', 'EXPRESS_ONEZONE'].includes(name))
    throw new UnsupportedError(`the storage class ${name} of s3`);
  throw new AwsError('InvalidStorageClass', 'The storage class you specified is not valid', {
    members: { StorageClassRequested: name },
  });
};

/** @throws AwsError MetadataTooLarge, InvalidStorageClass, InvalidTag, AccessControlListNotSupported */
export const readDetails = ({ headers, key }: S3Call): ObjectDetails => {
  if (Buffer.byteLength(key) > 1024) throw new AwsError('KeyTooLongError', 'Your key is too long');
  refuseForeign(headers);
  return {
    contentType: headers['content-type'] ?? 'binary/octet-stream',
    headers: Object.fromEntries(
      keptHeaders.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]])),
    ),
    metadata: readMetadata(headers),
    tags: readTagging(headers['x-amz-tagging']),
    storageClass: readStorageClass(headers['x-amz-storage-class'] ?? 'STANDARD'),
  };
};

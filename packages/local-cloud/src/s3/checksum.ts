import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { crc32c } from './crc32c.ts';
import { crc64nvme } from './crc64nvme.ts';

/** Names as the S3 API writes them (`ChecksumCRC32`, `x-amz-checksum-crc32`). */
export type ChecksumAlgorithm = 'CRC32' | 'CRC32C' | 'CRC64NVME' | 'SHA1' | 'SHA256';

/** COMPOSITE: a checksum of the parts' checksums, with `-<parts>` behind it. */
export type ChecksumType = 'FULL_OBJECT' | 'COMPOSITE';

export interface Checksum {
  readonly algorithm: ChecksumAlgorithm;
  /** Base64. */
  readonly value: string;
  readonly type: ChecksumType;
}

const crc32Bytes = (bytes: Uint8Array): Buffer => {
  const result = Buffer.alloc(4);
  result.writeUInt32BE(crc32(bytes));
  return result;
};

const digests: Readonly<Record<ChecksumAlgorithm, (bytes: Uint8Array) => Buffer>> = {
  CRC32: crc32Bytes,
  CRC32C: crc32c,
  CRC64NVME: crc64nvme,
  SHA1: (bytes) => createHash('sha1').update(bytes).digest(),
  SHA256: (bytes) => createHash('sha256').update(bytes).digest(),
};

export const checksumAlgorithms = Object.keys(digests) as readonly ChecksumAlgorithm[];

export const isChecksumAlgorithm = (name: string): name is ChecksumAlgorithm => Object.hasOwn(digests, name);

/** The header that carries a checksum, in lower case. */
export const checksumHeader = (algorithm: ChecksumAlgorithm): string => `x-amz-checksum-${algorithm.toLowerCase()}`;

/** The checksum of a whole object or part. */
export const checksumOf = (algorithm: ChecksumAlgorithm, bytes: Uint8Array): Checksum => ({
  algorithm,
  value: digests[algorithm](bytes).toString('base64'),
  type: 'FULL_OBJECT',
});

/**
 * The composite checksum of a multipart upload, from its parts' checksums (base64) in order.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html
 */
export const compositeChecksum = (algorithm: ChecksumAlgorithm, parts: readonly string[]): Checksum => {
  const joined = Buffer.concat(parts.map((part) => Buffer.from(part, 'base64')));
  return {
    algorithm,
    value: `${digests[algorithm](joined).toString('base64')}-${parts.length}`,
    type: 'COMPOSITE',
  };
};

/** The headers that answer a checksum. */
export const checksumHeaders = ({ algorithm, value, type }: Checksum): Record<string, string> => ({
  [checksumHeader(algorithm)]: value,
  'x-amz-checksum-type': type,
});

/** The XML members that answer a checksum. */
export const checksumMembers = ({ algorithm, value, type }: Checksum): Record<string, string> => ({
  [`Checksum${algorithm}`]: value,
  ChecksumType: type,
});

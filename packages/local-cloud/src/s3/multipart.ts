import { createHash } from 'node:crypto';
import { AwsError } from '../kernel/aws-error.ts';
import { type Checksum, type ChecksumAlgorithm, type ChecksumType, checksumOf, compositeChecksum } from './checksum.ts';
import { invalidRequest } from './s3-error.ts';
import type { Part, Upload } from './uploads.ts';

/** A part as CompleteMultipartUpload names it. */
export interface NamedPart {
  readonly number: number;
  readonly etag: string;
}

const smallestPart = 5 * 1024 ** 2;

const invalidPart = (number: number) =>
  new AwsError(
    'InvalidPart',
    "One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
    { members: { PartNumber: number } },
  );

/**
 * The kept parts that a completion names.
 * @throws AwsError InvalidPartOrder, InvalidPart, EntityTooSmall
 */
export const chooseParts = (upload: Upload, named: readonly NamedPart[]): readonly Part[] => {
  if (named.some(({ number }, index) => index > 0 && number <= (named[index - 1]?.number ?? 0))) {
    throw new AwsError(
      'InvalidPartOrder',
      'The list of parts was not in ascending order. The parts list must be specified in order by part number.',
    );
  }
  const parts = named.map(({ number, etag }) => {
    const part = upload.parts.find((each) => each.number === number);
    if (part === undefined || part.etag !== etag.replaceAll('"', '')) throw invalidPart(number);
    return part;
  });
  const small = parts.slice(0, -1).find(({ size }) => size < smallestPart);
  if (small === undefined) return parts;
  throw new AwsError('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size', {
    members: { ETag: small.etag, PartNumber: small.number, ProposedSize: small.size, MinSizeAllowed: smallestPart },
  });
};

/** MD5 of the parts' MD5s, with `-<parts>` behind it. */
export const multipartEtag = (parts: readonly Part[]): string => {
  const joined = Buffer.concat(parts.map(({ etag }) => Buffer.from(etag, 'hex')));
  return `${createHash('md5').update(joined).digest('hex')}-${parts.length}`;
};

/** The checksum of the whole. `body` is read only if the upload's type asks for it. */
export const multipartChecksum = ({ checksum }: Upload, parts: readonly Part[], body: () => Uint8Array): Checksum =>
  checksum.type === 'COMPOSITE'
    ? compositeChecksum(
        checksum.algorithm,
        parts.map((part) => part.checksum.value),
      )
    : checksumOf(checksum.algorithm, body());

/**
 * How an upload is to be checked, from what its creator asked for.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateMultipartUpload.html (ChecksumType)
 * @throws AwsError InvalidRequest
 */
export const chooseChecksum = (
  algorithm: ChecksumAlgorithm | undefined,
  type: string | undefined,
): Upload['checksum'] => {
  const chosen = algorithm ?? 'CRC64NVME';
  const usual: ChecksumType = chosen === 'CRC64NVME' ? 'FULL_OBJECT' : 'COMPOSITE';
  const isPossible =
    type === undefined ||
    (type === 'COMPOSITE' && chosen !== 'CRC64NVME') ||
    (type === 'FULL_OBJECT' && !chosen.startsWith('SHA'));
  if (!isPossible) {
    throw invalidRequest(
      `The ${type} checksum type cannot be used with the ${chosen.toLowerCase()} checksum algorithm.`,
    );
  }
  return { algorithm: chosen, type: (type as ChecksumType | undefined) ?? usual, isAsked: algorithm !== undefined };
};

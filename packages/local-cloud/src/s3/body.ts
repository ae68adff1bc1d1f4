import { createHash } from 'node:crypto';
import { AwsError } from '../kernel/aws-error.ts';
import { type Checksum, checksumAlgorithms, checksumHeader, checksumOf } from './checksum.ts';
import type { S3Call } from './s3-call.ts';
import { invalidRequest } from './s3-error.ts';

const refuseWrongHash = (declared: string | undefined, body: Buffer): void => {
  if (declared === undefined || !/^[0-9a-f]{64}$/.test(declared)) return;
  const computed = createHash('sha256').update(body).digest('hex');
  if (computed === declared) return;
  throw new AwsError(
    'XAmzContentSHA256Mismatch',
    "The provided 'x-amz-content-sha256' header does not match what was computed.",
    {
      members: { ClientComputedContentSHA256: declared, S3ComputedContentSHA256: computed },
    },
  );
};

const refuseWrongMd5 = (declared: string | undefined, md5: Buffer): void => {
  if (declared === undefined) return;
  if (Buffer.from(declared, 'base64').length !== 16) {
    throw new AwsError('InvalidDigest', 'The Content-MD5 you specified was invalid.', {
      members: { 'Content-MD5': declared },
    });
  }
  if (md5.toString('base64') === declared) return;
  throw new AwsError('BadDigest', 'The Content-MD5 you specified did not match what we received.', {
    members: { ExpectedDigest: declared, CalculatedDigest: md5.toString('base64') },
  });
};

/**
 * The checksum of a body: the client's, verified, or S3's own (CRC-64/NVME) if it sent none.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity-upload.html
 */
const verifiedChecksum = ({ headers, body }: S3Call, fallback: Checksum['algorithm']): Checksum => {
  const declared = checksumAlgorithms.filter((algorithm) => headers[checksumHeader(algorithm)] !== undefined);
  if (declared.length > 1)
    throw invalidRequest('Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.');
  const checksum = checksumOf(declared[0] ?? fallback, body);
  if (declared[0] === undefined || headers[checksumHeader(declared[0])] === checksum.value) return checksum;
  throw new AwsError('BadDigest', `The ${checksum.algorithm} you specified did not match the calculated checksum.`);
};

export interface VerifiedBody {
  readonly etag: string;
  readonly checksum: Checksum;
}

/**
 * Holds a body against every digest that the client sent of it.
 * @throws AwsError BadDigest, InvalidDigest, XAmzContentSHA256Mismatch, EntityTooLarge
 */
export const verifyBody = (call: S3Call, fallback: Checksum['algorithm'] = 'CRC64NVME'): VerifiedBody => {
  if (call.body.length > 5 * 1024 ** 3) {
    throw new AwsError('EntityTooLarge', 'Your proposed upload exceeds the maximum allowed object size.');
  }
  refuseWrongHash(call.headers['x-amz-content-sha256'], call.body);
  const md5 = createHash('md5').update(call.body).digest();
  refuseWrongMd5(call.headers['content-md5'], md5);
  return { etag: md5.toString('hex'), checksum: verifiedChecksum(call, fallback) };
};

import { AwsError } from '../kernel/aws-error.ts';
import { type ObjectVersion, quoted } from './object-version.ts';
import { noSuchKey, preconditionFailed } from './s3-error.ts';

type Headers = Readonly<Record<string, string | undefined>>;

const names = (header: string, etag: string): boolean =>
  header.split(',').some((each) => {
    const name = each.trim().replace(/^W\//, '');
    return name === '*' || name === quoted(etag) || name === etag;
  });

const seconds = (ms: number): number => Math.floor(ms / 1000);

const isUnmodifiedSince = (header: string | undefined, modifiedAt: number): boolean =>
  header === undefined || seconds(modifiedAt) <= seconds(Date.parse(header));

/**
 * Judges a read by its conditional headers.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-reads.html
 * @returns whether the reader has it already (304)
 * @throws AwsError PreconditionFailed
 */
export const isKnownToReader = (headers: Headers, { etag, modifiedAt }: ObjectVersion): boolean => {
  const ifMatch = headers['if-match'];
  if (ifMatch !== undefined && !names(ifMatch, etag)) throw preconditionFailed('If-Match');
  if (ifMatch === undefined && !isUnmodifiedSince(headers['if-unmodified-since'], modifiedAt)) {
    throw preconditionFailed('If-Unmodified-Since');
  }
  const ifNoneMatch = headers['if-none-match'];
  if (ifNoneMatch !== undefined) return names(ifNoneMatch, etag);
  const ifModifiedSince = headers['if-modified-since'];
  return ifModifiedSince !== undefined && isUnmodifiedSince(ifModifiedSince, modifiedAt);
};

/**
 * Judges a write by its conditional headers, at the moment at which it is made.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 * @throws AwsError PreconditionFailed, NoSuchKey, NotImplemented
 */
export const refuseUnmetWrite = (headers: Headers, key: string, latest: ObjectVersion | undefined): void => {
  const existing = latest?.isDeleteMarker === true ? undefined : latest;
  const { 'if-match': ifMatch, 'if-none-match': ifNoneMatch } = headers;
  if (ifNoneMatch !== undefined) {
    if (ifNoneMatch.trim() !== '*') {
      throw new AwsError('NotImplemented', 'A header you provided implies functionality that is not implemented', {
        status: 501,
      });
    }
    if (existing !== undefined) throw preconditionFailed('If-None-Match');
  }
  if (ifMatch === undefined) return;
  if (existing === undefined) throw noSuchKey(key);
  if (!names(ifMatch, existing.etag)) throw preconditionFailed('If-Match');
};

/** Judges the source of a copy. @throws AwsError PreconditionFailed */
export const refuseUnmetCopy = (headers: Headers, source: ObjectVersion): void => {
  const conditions = Object.fromEntries(
    ['if-match', 'if-none-match', 'if-modified-since', 'if-unmodified-since'].map((name) => [
      name,
      headers[`x-amz-copy-source-${name}`],
    ]),
  );
  if (isKnownToReader(conditions, source)) throw preconditionFailed('x-amz-copy-source');
};

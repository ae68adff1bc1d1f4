import { AwsError } from '../../kernel/aws-error.ts';
import type { CloudContext } from '../../kernel/context.ts';

/** Where the code of a function comes from: bytes (base64 on the wire) or an object of S3. */
export interface CodeInput {
  readonly ZipFile?: string | Uint8Array;
  readonly S3Bucket?: string;
  readonly S3Key?: string;
  readonly S3ObjectVersion?: string;
}

// https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
const directUploadLimitBytes = 52_428_800;

const invalid = (message: string, cause?: unknown) =>
  new AwsError('InvalidParameterValueException', message, { cause, members: { Type: 'User' } });

const fromS3 = async (context: CloudContext, bucket: string, key: string, versionId: string | undefined) => {
  try {
    return (await context.services.s3.getObject(bucket, key, versionId)).body;
  } catch (cause) {
    if (!(cause instanceof AwsError)) throw cause;
    throw invalid(
      `Error occurred while GetObject. S3 Error Code: ${cause.code}. S3 Error Message: ${cause.message}`,
      cause,
    );
  }
};

/** The zip that a request brings or names. @throws AwsError InvalidParameterValueException, RequestTooLargeException */
export const readCode = async (
  context: CloudContext,
  { ZipFile, S3Bucket, S3Key, S3ObjectVersion }: CodeInput,
): Promise<Buffer> => {
  if (S3Bucket !== undefined && S3Key !== undefined) return fromS3(context, S3Bucket, S3Key, S3ObjectVersion);
  if (ZipFile === undefined) throw invalid('Please provide a source for function code.');
  const zip = Buffer.from(ZipFile as string, typeof ZipFile === 'string' ? 'base64' : undefined);
  if (zip.length > directUploadLimitBytes) {
    throw new AwsError(
      'RequestTooLargeException',
      `Request must be smaller than ${directUploadLimitBytes} bytes for the CreateFunction operation`,
      { status: 413 },
    );
  }
  return zip;
};

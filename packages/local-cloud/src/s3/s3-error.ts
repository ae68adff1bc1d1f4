import { AwsError } from '../kernel/aws-error.ts';
import type { Request, Response } from '../kernel/request.ts';
import { xmlError } from './s3-xml.ts';

// Codes, statuses and messages: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html

export const noSuchBucket = (bucket: string): AwsError =>
  new AwsError('NoSuchBucket', 'The specified bucket does not exist', { status: 404, members: { BucketName: bucket } });

export const noSuchKey = (key: string): AwsError =>
  new AwsError('NoSuchKey', 'The specified key does not exist.', { status: 404, members: { Key: key } });

export const noSuchVersion = (key: string, versionId: string): AwsError =>
  new AwsError('NoSuchVersion', 'The specified version does not exist.', {
    status: 404,
    members: { Key: key, VersionId: versionId },
  });

export const noSuchUpload = (uploadId: string): AwsError =>
  new AwsError(
    'NoSuchUpload',
    'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.',
    { status: 404, members: { UploadId: uploadId } },
  );

export const preconditionFailed = (condition: string): AwsError =>
  new AwsError('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', {
    status: 412,
    members: { Condition: condition },
  });

export const invalidArgument = (message: string, name: string, value: string): AwsError =>
  new AwsError('InvalidArgument', message, { members: { ArgumentName: name, ArgumentValue: value } });

export const invalidRequest = (message: string): AwsError => new AwsError('InvalidRequest', message);

/** Writes an error as S3 does. A HEAD is answered without a body, so SDKs see the status only. */
export const writeS3Error = (
  { code, message, status, ...rest }: { code: string; message: string; status: number },
  request: Request,
): Response => {
  const { members = {}, headers = {} } = rest as {
    members?: Record<string, unknown>;
    headers?: Record<string, string>;
  };
  return {
    status,
    headers: { 'content-type': 'application/xml', ...headers },
    body: xmlError({ Code: code, Message: message, ...members, Resource: request.path, RequestId: request.id }),
  };
};

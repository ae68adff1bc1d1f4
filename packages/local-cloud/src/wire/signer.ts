import { AwsError } from '../kernel/aws-error.ts';
import type { Signer } from '../kernel/request.ts';

const scopePattern = /^([^/]+)\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request$/;

const credentialIn = (authorization: string | undefined): string | undefined =>
  authorization === undefined ? undefined : /Credential=([^,\s]+)/.exec(authorization)?.[1];

/**
 * The `aws` CLI of version 1 still presigns so unless told otherwise; no bucket made since 2020 takes it.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/API/signing-requests-sigv2-deprecated.html
 */
const isSignedByVersion2 = (authorization: string | undefined, query: URLSearchParams): boolean =>
  authorization?.startsWith('AWS ') === true || query.has('AWSAccessKeyId');

/**
 * Reads who signed from the SigV4 credential scope: `<access key>/<date>/<region>/<service>/aws4_request`, in the
 * Authorization header or, presigned, in `X-Amz-Credential`.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html
 * @throws AwsError MissingAuthenticationToken, IncompleteSignature, InvalidRequest
 */
export const readSigner = (headers: Readonly<Record<string, string | undefined>>, query: URLSearchParams): Signer => {
  const credential = credentialIn(headers['authorization']) ?? query.get('X-Amz-Credential') ?? undefined;
  if (credential === undefined) {
    if (isSignedByVersion2(headers['authorization'], query)) {
      throw new AwsError(
        'InvalidRequest',
        'The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.',
      );
    }
    throw new AwsError('MissingAuthenticationToken', 'Missing Authentication Token', { status: 403 });
  }
  const [, accessKeyId, region, service] = scopePattern.exec(credential) ?? [];
  if (accessKeyId === undefined || region === undefined || service === undefined) {
    throw new AwsError(
      'IncompleteSignature',
      `Credential must have at least 5 slash-delimited elements, got ${credential}`,
    );
  }
  return { accessKeyId, region, service };
};

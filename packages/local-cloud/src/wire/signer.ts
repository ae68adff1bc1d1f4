import { AwsError } from '../kernel/aws-error.ts';
import type { Signer } from '../kernel/request.ts';

const scopePattern = /^([^/]+)\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request$/;

const credentialIn = (authorization: string | undefined): string | undefined =>
  authorization === undefined ? undefined : /Credential=([^,\s]+)/.exec(authorization)?.[1];

/**
 * Reads who signed from the SigV4 credential scope: `<access key>/<date>/<region>/<service>/aws4_request`, in the
 * Authorization header or, presigned, in `X-Amz-Credential`.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html
 * @throws AwsError MissingAuthenticationToken, IncompleteSignature
 */
export const readSigner = (headers: Readonly<Record<string, string | undefined>>, query: URLSearchParams): Signer => {
  const credential = credentialIn(headers['authorization']) ?? query.get('X-Amz-Credential') ?? undefined;
  if (credential === undefined) {
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

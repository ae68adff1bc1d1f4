import { errorMessage, PermanentError, TransientError } from './errors.ts';

/** Names of errors that say "later", whatever the status: AWS SDKs and Tools Reference Guide, "Retry behavior". */
const transientNames = new Set([
  'BandwidthLimitExceeded',
  'EC2ThrottledException',
  'InternalError',
  'InternalServerError',
  'InternalServerException',
  'LimitExceededException',
  'PriorRequestNotComplete',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'RequestThrottledException',
  'RequestTimeout',
  'RequestTimeoutException',
  'ServiceUnavailable',
  'ServiceUnavailableException',
  'SlowDown',
  'ThrottledException',
  'Throttling',
  'ThrottlingException',
  'TimeoutError',
  'TooManyRequestsException',
  'TransactionInProgressException',
]);

const networkCodes = new Set([
  'EAI_AGAIN',
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
]);

interface SdkErrorShape {
  readonly name?: string;
  readonly code?: unknown;
  readonly $retryable?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/** Whether an error of an SDK client is one that passes. Connection errors are, and every status from 500. */
export const isTransientSdkError = (error: unknown): boolean => {
  if (typeof error !== 'object' || error === null) return false;
  const { name = '', code, $retryable, $metadata } = error as SdkErrorShape;
  if ($retryable !== undefined || transientNames.has(name)) return true;
  const status = $metadata?.httpStatusCode ?? 0;
  return status === 429 || status >= 500 || (typeof code === 'string' && networkCodes.has(code));
};

/** Puts what an SDK client threw into one of the two families, under a code of the caller's. */
export const sdkError = <Code extends string>(
  code: Code,
  error: unknown,
): TransientError<Code> | PermanentError<Code> => {
  const message = `${code}: ${errorMessage(error)}`;
  const options = { cause: error };
  return isTransientSdkError(error)
    ? new TransientError(code, message, options)
    : new PermanentError(code, message, options);
};

import { AwsError } from '../../kernel/aws-error.ts';
import type { Delivery } from './delivery-queue.ts';

const defaultAttempts = 185;
const defaultAgeSeconds = 86_400;
const longestDelayMs = 600_000;

const throttles = /Throttl|TooManyRequests|ProvisionedThroughputExceeded|LimitExceeded|RequestLimit/;
const missing = /NotFound|NonExistent|NoSuch|DoesNotExist/;

/** What happens to a delivery that failed: tried again after a delay, or given up for the dead-letter queue. */
export type Verdict =
  | { readonly retryAfterMs: number }
  | { readonly code: string; readonly message: string; readonly exhausted?: string };

const errorCode = (error: unknown): string => {
  if (!(error instanceof AwsError)) return 'INTERNAL_ERROR';
  if (error.code === 'INVALID_JSON') return 'INVALID_JSON';
  if (throttles.test(error.code)) return 'THROTTLING';
  if (missing.test(error.code)) return 'NO_RESOURCE';
  return /AccessDenied|NotAuthorized|AuthorizationError/.test(error.code) ? 'NO_PERMISSIONS' : 'SDK_CLIENT_ERROR';
};

const mayPass = (error: unknown): boolean => {
  if (!(error instanceof AwsError)) return true;
  return throttles.test(error.code) || (error.status >= 500 && error.status !== 501);
};

/**
 * Judges a failure by the target's retry policy: 24 hours and 185 times unless it says otherwise; what cannot pass is not retried.
 * Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html
 * @param attempts how often it was retried before
 */
export const judgeFailure = (error: unknown, delivery: Delivery, attempts: number, nowMs: number): Verdict => {
  const { MaximumRetryAttempts, MaximumEventAgeInSeconds } = delivery.target.RetryPolicy ?? {};
  const code = errorCode(error);
  const message = error instanceof Error ? error.message : String(error);
  if (!mayPass(error)) return { code, message };
  if (attempts >= (MaximumRetryAttempts ?? defaultAttempts))
    return { code, message, exhausted: 'MaximumRetryAttempts' };
  if (nowMs - delivery.createdAt >= (MaximumEventAgeInSeconds ?? defaultAgeSeconds) * 1000) {
    return { code, message, exhausted: 'MaximumEventAgeInSeconds' };
  }
  return { retryAfterMs: Math.min(longestDelayMs, 1000 * 2 ** Math.min(attempts, 20)) };
};

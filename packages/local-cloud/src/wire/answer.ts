import { AwsError } from '../kernel/aws-error.ts';
import type { Log } from '../kernel/log.ts';
import type { Request } from '../kernel/request.ts';

/** What AWS answers for anything thrown: its own errors as they are, ours as InternalFailure (and logged, for that is our fault). */
export const asAwsError = (error: unknown, request: Request, log: Log): AwsError => {
  if (error instanceof AwsError) return error;
  log.error('a request failed inside the cloud', {
    service: request.signer.service,
    path: request.path,
    target: request.headers['x-amz-target'],
    error,
  });
  return new AwsError('InternalFailure', error instanceof Error ? error.message : String(error), { status: 500 });
};

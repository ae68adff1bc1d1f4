import { AwsError } from '../../kernel/aws-error.ts';

/** Bytes of a payload: 6 MB when the caller waits, 1 MB when it does not. Source: Lambda quotas, "Invocation payload". */
const limits = { RequestResponse: 6_291_456, Event: 1_048_576 };

/** @throws AwsError RequestTooLargeException */
export const checkPayloadSize = (payload: Uint8Array, type: string): void => {
  const limit = type === 'Event' ? limits.Event : limits.RequestResponse;
  if (payload.length <= limit) return;
  throw new AwsError(
    'RequestTooLargeException',
    `Request must be smaller than ${limit} bytes for the InvokeFunction operation`,
    { status: 413, members: { Type: 'User' } },
  );
};

import type { Services } from '../../ports/services.ts';

export interface DeadLetter {
  readonly requestId: string;
  readonly payload: Uint8Array;
  /** Lambda's error payload, if the function was run. */
  readonly errorPayload?: Uint8Array;
}

const errorMessageOf = (payload: Uint8Array | undefined): string => {
  if (payload === undefined) return 'The event was not processed';
  const { errorMessage } = JSON.parse(Buffer.from(payload).toString('utf8')) as { errorMessage?: string };
  return (errorMessage ?? '').slice(0, 1024);
};

/**
 * Sends an event that was given up to the function's dead-letter queue: the event itself, the error as attributes.
 * Source: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html#invocation-dlq
 */
export const sendDeadLetter = async (services: Services, queueArn: string, letter: DeadLetter): Promise<void> => {
  const errorMessage = errorMessageOf(letter.errorPayload);
  await services.sqs.sendMessage(queueArn, Buffer.from(letter.payload).toString('utf8'), {
    messageAttributes: {
      RequestID: { DataType: 'String', StringValue: letter.requestId },
      ErrorCode: { DataType: 'Number', StringValue: '200' },
      // SQS takes no empty attribute.
      ...(errorMessage === '' ? {} : { ErrorMessage: { DataType: 'String', StringValue: errorMessage } }),
    },
  });
};

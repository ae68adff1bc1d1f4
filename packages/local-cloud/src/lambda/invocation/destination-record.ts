export type DestinationCondition = 'Success' | 'RetriesExhausted' | 'EventAgeExceeded' | 'ZeroReservedConcurrency';

export interface DestinationRecordInput {
  /** Epoch ms. */
  readonly now: number;
  readonly requestId: string;
  /** With the qualifier, `$LATEST` for an unqualified function. */
  readonly functionArn: string;
  readonly condition: DestinationCondition;
  readonly invokeCount: number;
  readonly requestPayload: Uint8Array;
  /** Absent if the function was never run. */
  readonly response?: {
    readonly payload: Uint8Array;
    readonly executedVersion: string;
    readonly functionError?: string;
  };
}

const parse = (bytes: Uint8Array): unknown => {
  const text = Buffer.from(bytes).toString('utf8');
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

/**
 * What a destination gets about an asynchronous invocation.
 * Source: https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 */
export const destinationRecord = (input: DestinationRecordInput) => ({
  version: '1.0',
  timestamp: new Date(input.now).toISOString(),
  requestContext: {
    requestId: input.requestId,
    functionArn: input.functionArn,
    condition: input.condition,
    approximateInvokeCount: input.invokeCount,
  },
  requestPayload: parse(input.requestPayload),
  ...(input.response === undefined
    ? {}
    : {
        responseContext: {
          statusCode: 200,
          executedVersion: input.response.executedVersion,
          ...(input.response.functionError === undefined ? {} : { functionError: input.response.functionError }),
        },
        responsePayload: parse(input.response.payload),
      }),
});

export interface Invocation {
  /** 200 for RequestResponse, 202 for Event. */
  readonly statusCode: number;
  /** Set when the function failed: `Unhandled` or `Handled`. */
  readonly functionError?: string;
  readonly payload: Uint8Array;
  readonly executedVersion: string;
}

export interface LambdaPort {
  /**
   * Invokes a function by ARN (with version or alias qualifier, or without) or name.
   * `Event` queues it durably, retries it and sends it to its failure destination; resolves once it is queued.
   * @throws AwsError ResourceNotFoundException, TooManyRequestsException, RequestTooLargeException
   */
  invoke(
    functionArnOrName: string,
    payload: Uint8Array,
    type: 'RequestResponse' | 'Event',
    /** Who invokes, e.g. `{principal: 'events.amazonaws.com', sourceArn}`: checked against the function's resource policy. */
    caller?: { readonly principal: string; readonly sourceArn?: string },
  ): Promise<Invocation>;
}

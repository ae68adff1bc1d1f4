export interface Invocation {
  /** 200 for RequestResponse, 202 for Event. */
  readonly statusCode: number;
  /** Set when the function failed: `Unhandled` or `Handled`. */
  readonly functionError?: string;
  readonly payload: Uint8Array;
  readonly executedVersion: string;
}

/** Where an alias leads: to `functionVersion`, but for the shares (0 to 1) of other versions in `weights`. */
export interface AliasTarget {
  readonly functionVersion: string;
  readonly weights: Readonly<Record<string, number>>;
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
  /** Where an alias leads; undefined if the function or the alias is not there. */
  aliasOf(functionName: string, alias: string): AliasTarget | undefined;
  /**
   * Points an alias elsewhere, whole or by weights, as UpdateAlias does. Each invocation from now on goes by it.
   * @throws AwsError ResourceNotFoundException, InvalidParameterValueException (weights)
   */
  setAlias(functionName: string, alias: string, target: AliasTarget): void;
  hasVersion(functionName: string, version: string): boolean;
}
